import type { UseQueryResult } from '@tanstack/react-query'
import { ErrorNotice } from '../../../kit/error-notice.tsx'

/** Says that what is shown could not be read again, so that nobody takes old numbers for new ones. */
export function StaleNotice({ query }: { query: UseQueryResult<unknown> }) {
  if (!query.isError || query.data === undefined) return null
  return (
    <ErrorNotice
      error={query.error}
      title="This could not be read again, so it may be out of date"
      onRetry={() => void query.refetch()}
      retrying={query.isFetching}
    />
  )
}
