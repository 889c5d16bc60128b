import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type { NumberHoldBody } from '@turnup/contracts'
import type { Customer } from '../stack/customer.ts'
import {
  capeTown,
  capeTownPerson,
  chosenNumber,
  type NumberSearch,
  sendWizard,
  wizardOrder,
} from '../stack/pbx-checkout.ts'

const pauseMs = 300
/** Refusals after which a customer chooses another number; nothing was ordered. */
const chooseAnew = new Set(['NUMBER_TAKEN', 'HOLD_EXPIRED', 'HOLD_UNKNOWN'])

export type PbxKind = 'standard' | 'regulated'

const searches: Record<PbxKind, NumberSearch[]> = {
  standard: [
    { product: 'PBX-NUMBER-NA', country: 'CA', regionId: 'ON', rateCentreId: 'Toronto' },
    { product: 'PBX-NUMBER-NA', country: 'CA', regionId: 'QC', rateCentreId: 'Montreal' },
    { product: 'PBX-NUMBER-NA', country: 'CA', regionId: 'BC', rateCentreId: 'Vancouver' },
  ],
  regulated: [capeTown],
}

/** How many orders of a kind there are numbers for. */
export const mostPbxOrders: Record<PbxKind, number> = { standard: 120, regulated: 60 }

let placed = 0

/** Orders a PBX as a stubborn customer does: through the wizard, again and again. @returns the CRM's id of the order */
export async function placePbxStubbornly(customer: Customer, kind: PbxKind): Promise<string> {
  placed += 1
  const choices = searches[kind]
  const search = choices[placed % choices.length] as NumberSearch
  for (;;) {
    const crmOrderId = await order(customer, kind, search, await chooseStubbornly(customer, search))
    if (crmOrderId !== undefined) return crmOrderId
  }
}

async function chooseStubbornly(customer: Customer, search: NumberSearch): Promise<NumberHoldBody> {
  for (let attempt = 0; attempt < 400; attempt += 1) {
    const chosen = await chosenNumber(customer.api, search).catch(() => undefined)
    if (chosen) return chosen
    await delay(pauseMs)
  }
  throw new Error(`No number of ${JSON.stringify(search)} could be chosen.`)
}

/** The same key until there is an answer for certain; undefined: another number has to be chosen. */
async function order(
  customer: Customer,
  kind: PbxKind,
  search: NumberSearch,
  chosen: NumberHoldBody,
): Promise<string | undefined> {
  const key = randomUUID()
  const registration = { party: 'personal', values: capeTownPerson }
  const body = wizardOrder(chosen, {
    numberProduct: search.product,
    ...(kind === 'regulated' ? { registration } : {}),
  })
  for (;;) {
    const answer = await sendWizard(customer.api, body, key).catch(() => undefined)
    if (answer && answer.status < 300 && answer.body.sfOrderId) return answer.body.sfOrderId
    const { code = '' } = Object(Object(answer?.body).error) as { code?: string }
    if (chooseAnew.has(code)) return undefined
    if (answer && answer.status < 500 && answer.status !== 429 && answer.status !== 409)
      throw new Error(`A PBX order was refused with ${answer.status}: ${JSON.stringify(answer.body)}`)
    await delay(pauseMs)
  }
}
