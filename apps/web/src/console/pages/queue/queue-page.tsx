import { Page } from '../../../kit/page.tsx'

export function QueuePage() {
  return <Page title="QueuePage">{null}</Page>
}
