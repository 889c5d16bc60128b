import type { TopUpBody, TopUpRequest } from '@turnup/contracts'
import {
  accept,
  dayOf,
  decimalFromMoney,
  isOffered,
  lineStepKey,
  type Money,
  moneyFromDecimal,
  type Outcome,
  refuse,
} from '@turnup/domain'
import { cachedOfferings } from '../catalogue/catalogue-cache.ts'
import type { Context } from '../context.ts'
import { asCustomer } from '../customers/as-customer.ts'
import { mayAct, runServiceAction } from './run-service-action.ts'
import { findSubscription } from './subscription.ts'

/** Major units; more than that at once is a slip of the finger. */
const largestAmount = 500

/** Adds credit or a package to the line of a subscription and charges it (R112, R113, R115). */
export async function topUp(
  ctx: Context,
  subscriptionId: string,
  request: TopUpRequest,
  idempotencyKey?: string,
): Promise<Outcome<TopUpBody>> {
  return asCustomer(ctx, async (customer) => {
    const found = await findSubscription(ctx, customer, subscriptionId)
    if (!found.ok) return found
    const allowed = mayAct(found.value, 'top-up')
    if (!allowed.ok) return allowed
    const { order, unit, service } = found.value
    if (!order || !unit) {
      return refuse('conflict', 'LINE_UNKNOWN', 'This line was not set up here. Contact customer service.')
    }
    const priced = await priceOf(ctx, request, service.recurringAmount.currency)
    if (!priced.ok) return priced
    const methods = await ctx.ports.billing.listPaymentMethods(customer.billingClientId)
    if (methods.length === 0) {
      return refuse('conflict', 'PAYMENT_METHOD_MISSING', 'Add a payment method before you top up.')
    }
    const ran = await runServiceAction(ctx, customer, {
      kind: 'top-up',
      subscription: found.value,
      subject: {
        billingServiceId: subscriptionId,
        originalOrderId: order.id,
        ...(order.crm_order_id ? { originalCrmOrderId: order.crm_order_id } : {}),
        lineRef: `${order.id}/${lineStepKey(unit.id)}`,
        planName: unit.item.name,
        amountMinor: priced.value.price.amountMinor,
        currency: priced.value.price.currency,
        description: priced.value.description,
        ...(request.packageCode ? { packageCode: request.packageCode } : {}),
      },
      idempotencyKey,
      request,
    })
    if (!ran.ok) return ran
    const { status, activationRef, invoiceId, errorMessage } = ran.value
    return accept({ status, activationRef, invoiceId, errorMessage })
  })
}

interface Priced {
  price: Money
  description: string
}

/** A package has the catalogue's price; without one the amount itself is what is bought. */
async function priceOf(ctx: Context, request: TopUpRequest, currency: string): Promise<Outcome<Priced>> {
  const { amount, packageCode } = request
  const wanted = amount === undefined ? undefined : amountIn(amount, currency)
  if (wanted && !wanted.ok) return wanted
  if (packageCode === undefined) {
    if (!wanted) {
      return refuse('invalid', 'TOP_UP_EMPTY', 'Say how much: an amount or a package.', { field: 'amount' })
    }
    return accept({
      price: wanted.value,
      description: `Top-up ${decimalFromMoney(wanted.value)} ${currency}`,
    })
  }
  const today = dayOf(ctx.clock.now())
  const offerings = await cachedOfferings(ctx)
  const offering = offerings.find(
    ({ sku, itemClass, ...rest }) =>
      sku === packageCode &&
      itemClass === 'add-on' &&
      isOffered(rest, today) &&
      rest.unitPrice.currency === currency,
  )
  if (!offering) {
    const message = 'There is no such package. Take one of the add-ons in the catalogue.'
    return refuse('unprocessable', 'TOP_UP_PACKAGE_UNKNOWN', message, { field: 'packageCode' })
  }
  if (wanted && wanted.value.amountMinor !== offering.unitPrice.amountMinor) {
    const message = `${offering.name} costs ${decimalFromMoney(offering.unitPrice)} ${currency}.`
    return refuse('unprocessable', 'TOP_UP_AMOUNT_DIFFERS', message, { field: 'amount' })
  }
  return accept({ price: offering.unitPrice, description: offering.name })
}

function amountIn(amount: number, currency: string): Outcome<Money> {
  const invalid = () =>
    refuse(
      'unprocessable',
      'TOP_UP_AMOUNT_INVALID',
      `Write an amount up to ${largestAmount} ${currency} that can be paid in ${currency}.`,
      { field: 'amount' },
    )
  if (!Number.isFinite(amount) || amount <= 0 || amount > largestAmount || String(amount).includes('e')) {
    return invalid()
  }
  const money = moneyFromDecimal(amount, currency)
  // 0.001 USD is nothing that can be paid.
  return Number(decimalFromMoney(money)) === amount ? accept(money) : invalid()
}
