import type { OrderItemRequest, PlacePbxOrderRequest } from '@turnup/contracts'
import {
  accept,
  dayOf,
  isRegulated,
  type Outcome,
  type PbxDetails,
  type PbxNumber,
  type PbxRegistration,
  type RegistrationData,
  refuse,
  seatsOf,
  tenantDomain,
} from '@turnup/domain'
import { type NumberHold, readNumberHold } from '@turnup/store'
import { parsePhoneNumberFromString } from 'libphonenumber-js'
import type { Context } from '../context.ts'
import { type ResolvedItems, resolveItems } from '../orders/resolve-items.ts'
import { carrierOf, voiceOf } from './carriers.ts'
import { isDomainFree } from './check-domain.ts'
import { checkPbxPeople } from './check-pbx-people.ts'
import { checkRegistration } from './check-registration.ts'
import { isHeldOutside } from './held-outside.ts'
import { matchPlace } from './match-place.ts'
import { isOrderable, notOrderable, readCertainMapping } from './number-product.ts'
import { firstExtension, mostSeats } from './pbx-choices.ts'
import { requirementFor } from './read-requirement.ts'

export interface CheckedPbxOrder {
  resolved: ResolvedItems
  pbx: PbxDetails
  hold: NumberHold
  /** Personal data: to be sealed at once. */
  registration?: RegistrationData
}

/** Everything that was said at checkout, looked at again; the first thing that is not right is refused (R167 to R176). */
export async function checkPbxOrder(
  ctx: Context,
  customerId: string,
  request: PlacePbxOrderRequest,
): Promise<Outcome<CheckedPbxOrder>> {
  const platform = voiceOf(ctx)
  if (!platform.ok) return platform
  const people = await checkPbxPeople(ctx, request)
  if (!people.ok) return people
  const lines = await checkLines(ctx, request)
  if (!lines.ok) return lines
  const { resolved, carrierId, seats } = lines.value
  const domain = tenantDomain(request.domain, platform.value.server.baseDomain)
  if (!domain) {
    const message = `Use letters, digits and hyphens, right before .${platform.value.server.baseDomain}.`
    return refuse('unprocessable', 'DOMAIN_INVALID', message, { field: 'domain' })
  }
  if (!(await isDomainFree(ctx, platform.value, domain))) return domainTaken(domain)
  const chosen = await checkNumber(ctx, customerId, carrierId, request)
  if (!chosen.ok) return chosen
  const { number, hold } = chosen.value
  const asked = await checkPapers(ctx, hold, request)
  if (!asked.ok) return asked
  const pbx: PbxDetails = {
    ...people.value,
    tenant: { domain, seats, firstExtension },
    number: { ...number, needsRegistration: asked.value !== undefined },
    registration: asked.value?.shape,
  }
  return accept({ resolved, pbx, hold, registration: asked.value?.data })
}

export function domainTaken(domain: string) {
  return refuse('conflict', 'DOMAIN_TAKEN', `${domain} is taken. Choose another one.`, { field: 'domain' })
}

/** Packages, the number and features as order lines; each with a carrier, or none of them (R164). */
async function checkLines(
  ctx: Context,
  request: PlacePbxOrderRequest,
): Promise<Outcome<{ resolved: ResolvedItems; carrierId: string; seats: number }>> {
  const { products } = await readCertainMapping(ctx)
  const wanted = [
    ...request.packages.map(({ sku, quantity }, index) => ({
      sku,
      quantity,
      kind: 'seats',
      field: `packages.${index}`,
    })),
    { sku: request.numberProduct, quantity: 1, kind: 'number', field: 'numberProduct' },
    ...request.features.map((sku, index) => ({
      sku,
      quantity: 1,
      kind: 'feature',
      field: `features.${index}`,
    })),
  ]
  for (const { sku, kind, field } of wanted) {
    const product = products.find(({ offering }) => offering.sku === sku)
    if (!product || product.offering.pbxSettings?.kind !== kind) {
      return refuse('unprocessable', 'PRODUCT_UNKNOWN', `There is no such product: ${sku}.`, { field })
    }
    if (!isOrderable(product, ctx.clock.now())) return notOrderable(product, field)
  }
  const offerings = products.map(({ offering }) => offering)
  const items = wanted.map(({ sku, quantity }): OrderItemRequest => ({ productId: sku, quantity }))
  const resolved = resolveItems(items, { offerings, place: {}, today: dayOf(ctx.clock.now()) })
  if (!resolved.ok)
    return { ok: false, refusal: { ...resolved.refusal, field: fieldOf(resolved.refusal.field, wanted) } }
  const seats = seatsOf(resolved.value.items)
  if (seats > mostSeats) {
    const message = `A PBX can have at most ${mostSeats} seats; you ask for ${seats}.`
    return refuse('unprocessable', 'TOO_MANY_SEATS', message, { field: 'packages' })
  }
  const number = products.find(({ offering }) => offering.sku === request.numberProduct)
  return accept({ resolved: resolved.value, carrierId: number?.choice.providerId ?? '', seats })
}

function fieldOf(path: string | undefined, wanted: { field: string }[]): string | undefined {
  const index = /^items\.(\d+)\./.exec(path ?? '')?.[1]
  return index === undefined ? path : wanted[Number(index)]?.field
}

async function checkNumber(
  ctx: Context,
  customerId: string,
  carrierId: string,
  request: PlacePbxOrderRequest,
): Promise<Outcome<{ number: PbxNumber; hold: NumberHold }>> {
  const field = 'holdId'
  const hold = await readNumberHold(ctx.db, request.holdId, customerId)
  if (!hold || hold.orderId || hold.provider !== carrierId) {
    return refuse('conflict', 'HOLD_UNKNOWN', 'Choose a phone number first.', { field })
  }
  if (hold.expiresAt <= ctx.clock.now()) return holdExpired()
  const { offer } = hold
  const plan =
    request.planId === undefined ? offer.plans[0] : offer.plans.find((one) => one.planId === request.planId)
  if (!plan) {
    return refuse('unprocessable', 'PLAN_UNKNOWN', 'This number has no such plan. Choose one of its plans.', {
      field: 'planId',
    })
  }
  if (!(await isHeldOutside(ctx, hold))) {
    return refuse('conflict', 'NUMBER_TAKEN', 'This number has just been taken. Choose another one.', {
      field,
    })
  }
  const { number, place, kind, offerId, needsRegistration } = offer
  const callingCode = String(parsePhoneNumberFromString(number)?.countryCallingCode ?? '')
  const prices = {
    planKind: plan.kind,
    planName: plan.name,
    monthly: plan.monthly,
    setup: plan.setup,
    perMinute: plan.perMinute,
    vat: plan.vat,
  }
  const facts = { providerId: carrierId, productSku: request.numberProduct, offerId, planId: plan.planId }
  const details: PbxNumber = {
    ...facts,
    number,
    callingCode,
    place,
    kind,
    prices,
    needsRegistration,
    holdId: hold.id,
  }
  return accept({ number: details, hold })
}

export function holdExpired() {
  return refuse('conflict', 'HOLD_EXPIRED', 'The time for this number has run out. Choose it again.', {
    field: 'holdId',
  })
}

/** Where the number needs no registration, whatever was sent about a person is dropped unread. */
async function checkPapers(
  ctx: Context,
  { provider, offer }: NumberHold,
  { registration }: PlacePbxOrderRequest,
): Promise<Outcome<{ shape: PbxRegistration; data: RegistrationData } | undefined>> {
  const requirement = await requirementFor(ctx, provider, offer)
  const carrier = carrierOf(ctx, provider)
  if (!requirement || !carrier || !isRegulated(carrier)) return accept(undefined)
  if (!registration) {
    const message = 'This number needs a registration. Fill in the form for it.'
    return refuse('unprocessable', 'REGISTRATION_MISSING', message, { field: 'registration' })
  }
  const facts = { today: dayOf(ctx.clock.now()), defaultCountry: ctx.policy.defaultCountry }
  const checked = checkRegistration(requirement, registration, facts)
  if (!checked.ok) return checked
  const { form, values } = checked.value
  const place = await matchPlace(ctx, provider, checked.value, offer.place)
  if (!place.ok) return place
  const routes = carrier.registrationRoutes
  const wished = ctx.policy.pbx.registrationRoute
  const route = routes.find((one) => one === wished) ?? routes[0]
  if (!route) throw new Error(`The carrier ${provider} says no way to register.`)
  return accept({
    shape: {
      requirementId: requirement.requirementId,
      party: form.party,
      route,
      requiredFields: form.fields.filter(({ isRequired }) => isRequired).map(({ name }) => name),
      proofs: form.proofs,
    },
    data: { version: 1, values, cityId: place.value?.cityId, areaId: place.value?.areaId },
  })
}
