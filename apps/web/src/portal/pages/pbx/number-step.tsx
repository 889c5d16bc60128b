import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { isApiError } from '../../../api/api-error.ts'
import { ErrorNotice } from '../../../kit/error-notice.tsx'
import { ChosenNumber } from './chosen-number.tsx'
import { NumberProducts } from './number-products.tsx'
import { NumberSearch } from './number-search.tsx'
import { stepOfField } from './pbx-order-request.ts'
import { useStep } from './use-step.ts'

/** The phone number: from which part of the world, the search, and the chosen one with its time (R168). */
export function NumberStep() {
  const t = useTranslations('pbx')
  const { draft, setup, refusal } = useStep()
  const [isChanging, setChanging] = useState(false)
  const heldAtStart = useRef(draft.hold?.holdId)
  const showsSearch = !draft.hold || isChanging
  const isOfNumber = isApiError(refusal) && stepOfField(refusal.field) === 'number'
  return (
    <>
      {isOfNumber && <ErrorNotice error={refusal} title={t('numberLost')} />}
      {draft.hold && (
        <ChosenNumber
          key={draft.hold.holdId}
          hold={draft.hold}
          takesFocus={draft.hold.holdId !== heldAtStart.current}
          onChange={showsSearch ? undefined : () => setChanging(true)}
        />
      )}
      {showsSearch && (
        <>
          {setup.numberProducts.length > 1 && <NumberProducts />}
          <NumberSearch key={draft.numberProduct} onChosen={() => setChanging(false)} />
        </>
      )}
    </>
  )
}
