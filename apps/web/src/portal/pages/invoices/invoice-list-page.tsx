import { Page } from '../../../kit/page.tsx'

export function InvoiceListPage() {
  return <Page title="InvoiceListPage">{null}</Page>
}
