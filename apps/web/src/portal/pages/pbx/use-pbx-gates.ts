import { useTranslations } from 'use-intl'
import { useAddressComplete } from '../account/address-banner.tsx'
import { usePaymentMethod } from '../account/payment-method-prompt.tsx'
import { usePbxDraft } from './pbx-draft-store.ts'
import { useSecondsLeft } from './use-seconds-left.ts'

/** What has to be there before the order can be placed, and why it cannot yet, in words (R044, R051). */
export function usePbxGates() {
  const t = useTranslations('pbx')
  const shop = useTranslations('catalogue')
  const { draft } = usePbxDraft()
  const address = useAddressComplete()
  const payment = usePaymentMethod()
  const secondsLeft = useSecondsLeft(draft.hold?.endsAtMs ?? 0)
  const isLooking =
    address.query.isPending || (payment.query.isPending && payment.query.fetchStatus !== 'idle')
  const reasons = [
    // An order that may have arrived has the number: it can be sent again whatever the clock says.
    ...(secondsLeft === 0 && !draft.sending?.unsure ? [t('reasonHold')] : []),
    ...(address.complete === false ? [shop('reasonAddress')] : []),
    ...(payment.hasPaymentMethod === false ? [shop('reasonPayment')] : []),
    ...(isLooking ? [shop('reasonLooking')] : []),
  ]
  const unread = [address.query, payment.query].find(({ data, isError }) => isError && data === undefined)
  return { reasons, unread, isOpen: reasons.length === 0 && !unread }
}
