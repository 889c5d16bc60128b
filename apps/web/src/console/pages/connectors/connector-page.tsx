import { Page } from '../../../kit/page.tsx'

export function ConnectorPage() {
  return <Page title="ConnectorPage">{null}</Page>
}
