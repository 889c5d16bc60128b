import { Skeleton, Stack } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { ErrorNotice } from './error-notice.tsx'

export interface LoadedProps<Data> {
  query: UseQueryResult<Data>
  children: (data: Data) => ReactNode
  /** Shown while the first answer is on its way; by default three grey lines. */
  skeleton?: ReactNode
}

/** A part of a page that needs data: grey shapes while it loads, words and a way on when that fails. */
export function Loaded<Data>({ query, children, skeleton }: LoadedProps<Data>) {
  const t = useTranslations('kit')
  if (query.data !== undefined) return children(query.data)
  if (query.isError) {
    return (
      <ErrorNotice
        error={query.error}
        title={t('loadFailedTitle')}
        onRetry={() => void query.refetch()}
        retrying={query.isFetching}
      />
    )
  }
  return (
    <div aria-busy="true">
      <span className="visually-hidden">{t('loading')}</span>
      {skeleton ?? <SkeletonLines />}
    </div>
  )
}

function SkeletonLines() {
  return (
    <Stack gap="sm">
      <Skeleton height={28} width="40%" />
      <Skeleton height={72} />
      <Skeleton height={72} />
    </Stack>
  )
}
