import { Page } from '../../../kit/page.tsx'

export function MailListPage() {
  return <Page title="MailListPage">{null}</Page>
}
