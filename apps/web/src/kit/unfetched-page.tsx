import { Container } from '@mantine/core'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { request } from '../api/request.ts'
import { ErrorNotice } from './error-notice.tsx'
import { Page } from './page.tsx'
import { useAction } from './use-action.ts'

const mark = 'Not fetched: '
const reloadedKey = 'turnup-reloaded'

/**
 * Names parts of the app that could not be fetched, so that `UnfetchedPage` takes their place. Without it the router
 * would reload at once, and leave people with the browser's own page while the server is away.
 */
export function markUnfetched(): void {
  window.addEventListener('vite:preloadError', ({ payload }) => {
    payload.message = `${mark}${payload.message}`
  })
}

export function isUnfetched(error: unknown): error is Error {
  return error instanceof Error && error.message.startsWith(mark)
}

/**
 * In place of a page that did not come. Where the server answers, it has a new version, and a reload brings it: by
 * itself once, then by hand.
 */
export function UnfetchedPage({ error }: { error: Error }) {
  const t = useTranslations('kit')
  const again = useAction<void, void>(async () => {
    await request('GET', '/api/site')
    sessionStorage.setItem(reloadedKey, error.message)
    location.reload()
  })
  const { run } = again
  useEffect(() => {
    if (sessionStorage.getItem(reloadedKey) !== error.message) run()
  }, [error, run])
  return (
    <Container size="sm" py="xl">
      <Page title={t('loadFailedTitle')}>
        <ErrorNotice error={again.error ?? error} onRetry={() => run()} retrying={again.isPending} />
      </Page>
    </Container>
  )
}
