import { Page } from '../../../kit/page.tsx'

export function SubscriptionPage() {
  return <Page title="SubscriptionPage">{null}</Page>
}
