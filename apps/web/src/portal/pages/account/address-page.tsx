import { Page } from '../../../kit/page.tsx'

export function AddressPage() {
  return <Page title="AddressPage">{null}</Page>
}
