import type { PbxSetupBody } from '@turnup/contracts'
import { useEffect } from 'react'
import { useLocale } from 'use-intl'
import { begunDraft, type PbxDraft, withProduct } from './pbx-draft.ts'
import { usePbxDraft } from './pbx-draft-store.ts'

/** The draft, with what is known of the customer on the first visit, and with the product by which somebody came in. */
export function useBegunDraft(setup: PbxSetupBody | undefined, product?: string): PbxDraft {
  const { draft, change } = usePbxDraft()
  const locale = useLocale()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of language later changes no choice
  useEffect(() => {
    if (!setup) return
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
    change((before) => {
      const begun = before.isBegun ? before : begunDraft(setup, { locale, timeZone })
      return product === undefined ? begun : withProduct(begun, setup, product)
    })
  }, [setup, product, draft.isBegun])
  return draft
}
