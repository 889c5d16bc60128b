import { Page } from '../../../kit/page.tsx'

export function OrderPage() {
  return <Page title="OrderPage">{null}</Page>
}
