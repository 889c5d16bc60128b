import { Page } from '../../../kit/page.tsx'

export function EligibilityPage() {
  return <Page title="EligibilityPage">{null}</Page>
}
