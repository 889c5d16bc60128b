import { Page } from '../../../kit/page.tsx'

export function MetricsPage() {
  return <Page title="MetricsPage">{null}</Page>
}
