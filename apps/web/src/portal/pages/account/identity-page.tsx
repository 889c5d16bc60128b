import { Page } from '../../../kit/page.tsx'

export function IdentityPage() {
  return <Page title="IdentityPage">{null}</Page>
}
