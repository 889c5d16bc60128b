import { Page } from '../../../kit/page.tsx'

export function ProductPage() {
  return <Page title="ProductPage">{null}</Page>
}
