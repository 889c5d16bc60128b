import { Page } from '../../../kit/page.tsx'

export function SupportPage() {
  return <Page title="SupportPage">{null}</Page>
}
