import { Page } from '../../../kit/page.tsx'

export function CustomerPage() {
  return <Page title="CustomerPage">{null}</Page>
}
