import { Page } from '../../../kit/page.tsx'

export function FalloutPage() {
  return <Page title="FalloutPage">{null}</Page>
}
