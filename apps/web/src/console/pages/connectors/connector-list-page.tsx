import { Page } from '../../../kit/page.tsx'

export function ConnectorListPage() {
  return <Page title="ConnectorListPage">{null}</Page>
}
