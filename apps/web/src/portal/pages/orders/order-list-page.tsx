import { Page } from '../../../kit/page.tsx'

export function OrderListPage() {
  return <Page title="OrderListPage">{null}</Page>
}
