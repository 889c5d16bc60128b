import { randomUUID } from 'node:crypto'
import type { NumberHoldBody, NumberOfferBody, PbxNumbersBody } from '@turnup/contracts'
import type { Customer } from './customer.ts'
import { customerWithCard } from './orders-in-hand.ts'
import type { Answer, ApiClient } from './portal-client.ts'
import type { Stack } from './start-stack.ts'

export const northAmerica = {
  product: 'PBX-NUMBER-NA',
  country: 'CA',
  regionId: 'ON',
  rateCentreId: 'Toronto',
}
export const capeTown = { product: 'PBX-NUMBER-INT', country: 'ZA' }

export type NumberSearch = { product: string; country: string; regionId?: string; rateCentreId?: string }

/** Numbers that the checkout shows now, in its order. */
export async function numbersShown(api: ApiClient, search: NumberSearch): Promise<NumberOfferBody[]> {
  const path = `/api/pbx/numbers?${new URLSearchParams({ ...search, limit: '50' })}`
  const { status, body } = await api.request<PbxNumbersBody>('GET', path)
  if (status !== 200) throw new Error(`The search answered ${status}: ${JSON.stringify(body)}`)
  return body.offers
}

export function hold(api: ApiClient, product: string, offerId: string): Promise<Answer<NumberHoldBody>> {
  return api.request<NumberHoldBody>('POST', '/api/pbx/number-holds', { product, offerId })
}

/** Chooses the first number that can be had; what is shown is a few seconds old, so one may be gone. */
export async function chosenNumber(
  api: ApiClient,
  search: NumberSearch = northAmerica,
): Promise<NumberHoldBody> {
  for (const { offerId } of await numbersShown(api, search)) {
    const { status, body } = await hold(api, search.product, offerId)
    if (status === 201) return body
    if (status !== 409) throw new Error(`The choice answered ${status}: ${JSON.stringify(body)}`)
  }
  throw new Error(`There is no number in ${JSON.stringify(search)}`)
}

/** A person of Cape Town, whom nothing at the carrier decides about by itself. */
export const capeTownPerson = {
  firstName: 'Thandiwe',
  lastName: 'Mokoena',
  phone: '+27215550199',
  birthDate: '1984-07-21',
  idNumber: 'ZA-8407210123084',
  country: 'ZA',
  city: 'Cape Town',
  postalCode: '8001',
  street: '14 Long Street',
  serviceDescription: 'Telephone of a small workshop.',
}

/** What the wizard sends, with a domain of its own. */
export function wizardOrder({ holdId }: Pick<NumberHoldBody, 'holdId'>, more: object = {}) {
  return {
    packages: [{ sku: 'PBX-10', quantity: 1 }],
    features: [],
    numberProduct: northAmerica.product,
    holdId,
    company: 'Acme Tools',
    contact: {
      name: 'Ada Moreno',
      email: `${randomUUID().slice(0, 8)}@acme.example`,
      phone: '+1 202 555 0143',
    },
    domain: `acme-${randomUUID().slice(0, 8)}`,
    admin: { username: 'admin', timeZone: 'America/Toronto', language: 'en-us' },
    ...more,
  }
}

export function sendWizard(
  api: ApiClient,
  order: object,
  idempotencyKey: string = randomUUID(),
): Promise<Answer<{ sfOrderId: string }>> {
  return api.request('POST', '/api/pbx/orders', order, { 'idempotency-key': idempotencyKey })
}

export interface PbxOrderInHand {
  customer: Customer
  crmOrderId: string
  orderId: string
  /** In full. */
  domain: string
  number: string
  email: string
}

/** An order of a PBX that awaits review: chosen and placed as the wizard does. */
export async function placedPbxOrder(
  stack: Stack,
  {
    customer,
    search = northAmerica,
    more = {},
  }: { customer?: Customer; search?: NumberSearch; more?: object } = {},
): Promise<PbxOrderInHand> {
  const who = customer ?? (await customerWithCard(stack))
  const chosen = await chosenNumber(who.api, search)
  const order = wizardOrder(chosen, { numberProduct: search.product, ...more })
  const answer = await sendWizard(who.api, order)
  if (answer.status !== 201)
    throw new Error(`The order answered ${answer.status}: ${JSON.stringify(answer.body)}`)
  return pbxOrderInHand(stack, who, answer.body.sfOrderId)
}

/** The same for a number in Cape Town, for which the carrier asks who takes it. */
export function placedRegulatedOrder(stack: Stack, person: object = {}): Promise<PbxOrderInHand> {
  const registration = { party: 'personal', values: { ...capeTownPerson, ...person } }
  return placedPbxOrder(stack, { search: capeTown, more: { registration } })
}

export async function pbxOrderInHand(
  stack: Stack,
  customer: Customer,
  crmOrderId: string,
): Promise<PbxOrderInHand> {
  const { id, pbx } = await stack.server.services.db
    .selectFrom('product_order')
    .select(['id', 'pbx'])
    .where('crm_order_id', '=', crmOrderId)
    .executeTakeFirstOrThrow()
  if (!pbx) throw new Error(`The order ${crmOrderId} is for no PBX`)
  const { tenant, number, contact } = pbx
  return {
    customer,
    crmOrderId,
    orderId: id,
    domain: tenant.domain,
    number: number.number,
    email: contact.email,
  }
}
