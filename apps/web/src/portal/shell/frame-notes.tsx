import { useSuspenseQuery } from '@tanstack/react-query'
import type { SiteBody } from '@turnup/contracts'
import { lazy, Suspense } from 'react'
import { portalSessionQuery } from '../api/session.ts'

const Acting = lazy(async () => ({ default: (await import('./acting-note.tsx')).ActingNote }))
const Demo = lazy(async () => ({ default: (await import('./demo-note.tsx')).DemoNote }))

/** Most visits show none of these notes, so their code comes only where they are shown. */
export function ActingNote() {
  const { data: session } = useSuspenseQuery(portalSessionQuery)
  return (
    session?.actingOperator && (
      <Suspense>
        <Acting />
      </Suspense>
    )
  )
}

export function DemoNote({ site }: { site: SiteBody }) {
  return (
    site.demo && (
      <Suspense>
        <Demo site={site} />
      </Suspense>
    )
  )
}
