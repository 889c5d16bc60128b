import { Page } from '../../../kit/page.tsx'

export function SubscriptionListPage() {
  return <Page title="SubscriptionListPage">{null}</Page>
}
