import { Page } from '../../../kit/page.tsx'

export function ForgotPasswordPage() {
  return <Page title="ForgotPasswordPage">{null}</Page>
}
