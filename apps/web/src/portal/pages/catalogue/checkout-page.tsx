import { Page } from '../../../kit/page.tsx'

export function CheckoutPage() {
  return <Page title="CheckoutPage">{null}</Page>
}
