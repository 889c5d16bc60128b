import { useTranslations } from 'use-intl'
import { useAddressComplete } from '../account/address-banner.tsx'
import { usePaymentMethod } from '../account/payment-method-prompt.tsx'
import type { CheckedLine } from './basket-check.ts'

/** What has to be there before an order can be placed, and why it cannot yet, in words (R044, R051). */
export function useCheckoutGates(checked: CheckedLine[]) {
  const t = useTranslations('catalogue')
  const address = useAddressComplete()
  const payment = usePaymentMethod()
  const needsPayment = checked.some(({ item }) => item?.requiresPaymentMethod)
  const isLooking =
    address.query.isPending ||
    (needsPayment && payment.query.isPending && payment.query.fetchStatus !== 'idle')
  const reasons = [
    ...(checked.some(({ problem }) => problem) ? [t('reasonLines')] : []),
    ...(address.complete === false ? [t('reasonAddress')] : []),
    ...(needsPayment && payment.hasPaymentMethod === false ? [t('reasonPayment')] : []),
    ...(isLooking ? [t('reasonLooking')] : []),
  ]
  const unread = [address.query, ...(needsPayment ? [payment.query] : [])].find(
    ({ data, isError }) => isError && data === undefined,
  )
  return { needsPayment, reasons, unread, isOpen: reasons.length === 0 && !unread }
}
