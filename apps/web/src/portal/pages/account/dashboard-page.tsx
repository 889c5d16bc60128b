import { Page } from '../../../kit/page.tsx'

export function DashboardPage() {
  return <Page title="DashboardPage">{null}</Page>
}
