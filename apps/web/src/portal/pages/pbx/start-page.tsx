import { useQuery } from '@tanstack/react-query'
import { Navigate, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Loaded } from '../../../kit/loaded.tsx'
import { Page } from '../../../kit/page.tsx'
import { pbxSetupQuery } from '../../api/pbx.ts'
import { firstOpenStep } from './steps.ts'
import { useBegunDraft } from './use-begun-draft.ts'

/** The way in: takes along the product that somebody comes from, and goes on where the order was left. */
export function PbxStartPage() {
  const t = useTranslations('pbx')
  const { product } = useSearch({ from: '/customer/pbx' })
  const query = useQuery(pbxSetupQuery)
  const draft = useBegunDraft(query.data, product)
  const [isTaken, setTaken] = useState(false)
  // One drawing later, the product is in the draft.
  useEffect(() => setTaken(draft.isBegun), [draft.isBegun])
  return (
    <Page title={t('title')}>
      <Loaded query={query}>
        {(setup) => {
          if (!isTaken && setup.orderable) return null
          const needsRegistration = draft.hold?.offer.needsRegistration ?? false
          const step = firstOpenStep({ done: draft.done, needsRegistration })
          return <Navigate to="/pbx/$step" params={{ step }} replace />
        }}
      </Loaded>
    </Page>
  )
}
