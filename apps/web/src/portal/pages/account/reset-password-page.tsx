import { Page } from '../../../kit/page.tsx'

export function ResetPasswordPage() {
  return <Page title="ResetPasswordPage">{null}</Page>
}
