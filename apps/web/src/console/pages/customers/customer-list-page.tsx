import { Page } from '../../../kit/page.tsx'

export function CustomerListPage() {
  return <Page title="CustomerListPage">{null}</Page>
}
