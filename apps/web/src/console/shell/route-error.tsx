import { Container } from '@mantine/core'
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { isApiError } from '../../api/api-error.ts'
import { CrashPage } from '../../kit/crash-boundary.tsx'
import { ErrorNotice } from '../../kit/error-notice.tsx'
import { Page } from '../../kit/page.tsx'

/** In place of a page whose beginnings could not be read; when the server only was out of reach, there is a way on. */
export function RouteError({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  if (!isApiError(error)) return <CrashPage error={error} />
  return (
    <Container component="main" size="sm" py="xl">
      <Page title="The console cannot be shown">
        <ErrorNotice
          error={error}
          onRetry={() => {
            reset()
            void router.invalidate()
          }}
        />
      </Page>
    </Container>
  )
}
