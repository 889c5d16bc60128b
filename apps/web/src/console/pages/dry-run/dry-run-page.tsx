import { Page } from '../../../kit/page.tsx'

export function DryRunPage() {
  return <Page title="DryRunPage">{null}</Page>
}
