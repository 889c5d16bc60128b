import { Page } from '../../../kit/page.tsx'

export function InvoicePage() {
  return <Page title="InvoicePage">{null}</Page>
}
