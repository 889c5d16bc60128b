import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { idVerificationQuery } from '../../api/account.ts'
import { invoicesQuery } from '../../api/invoices.ts'
import { isOverdue } from '../invoices/invoice-status.tsx'
import { AddressBanner, useAddressComplete } from './address-banner.tsx'
import { IdentityRejected } from './identity-rejected.tsx'
import { InvoiceToPay } from './invoice-to-pay.tsx'
import { latestOrdersQuery } from './latest-orders-query.ts'
import { OrderWaiting } from './order-waiting.tsx'
import { PaymentMethodPrompt, usePaymentMethod } from './payment-method-prompt.tsx'

export interface Matter {
  key: string
  /** Lower comes first. */
  urgency: number
  card: ReactNode
}

/** Everything that the customer can do something about, from all the places where it is known. */
export function useMatters() {
  const t = useTranslations('account')
  const payment = usePaymentMethod()
  const address = useAddressComplete()
  const identity = useQuery(idVerificationQuery)
  const invoices = useQuery(invoicesQuery)
  const orders = useQuery(latestOrdersQuery)
  const matters: Matter[] = []
  for (const order of orders.data ?? []) {
    if (order.actionRequired === undefined) continue
    matters.push({ key: order.id, urgency: 0, card: <OrderWaiting order={order} /> })
  }
  if (identity.data?.status === 'Rejected') {
    matters.push({ key: 'identity', urgency: 1, card: <IdentityRejected verification={identity.data} /> })
  }
  for (const invoice of invoices.data ?? []) {
    if (!invoice.payable) continue
    const urgency = isOverdue(invoice) ? 2 : 5
    matters.push({ key: `invoice-${invoice.id}`, urgency, card: <InvoiceToPay invoice={invoice} /> })
  }
  if (address.complete === false) {
    matters.push({ key: 'address', urgency: 3, card: <AddressBanner order={3} /> })
  }
  if (payment.hasPaymentMethod === false) {
    matters.push({ key: 'payment', urgency: 4, card: <PaymentMethodPrompt order={3} /> })
  }
  const parts = [
    { name: t('partPayment'), query: payment.query },
    { name: t('partAddress'), query: address.query },
    { name: t('partIdentity'), query: identity },
    { name: t('partInvoices'), query: invoices },
    { name: t('partOrders'), query: orders },
  ]
  const failed = parts.filter(({ query }) => query.isError && query.data === undefined)
  return {
    matters: matters.sort((one, other) => one.urgency - other.urgency),
    isLoading: parts.some(({ query }) => query.isPending),
    failed: failed.map(({ name, query }) => ({ name, error: query.error })),
    retry: () => {
      for (const { query } of failed) void query.refetch()
    },
    isRetrying: failed.some(({ query }) => query.isFetching),
  }
}
