import { Page } from '../../../kit/page.tsx'

export function OperatorListPage() {
  return <Page title="OperatorListPage">{null}</Page>
}
