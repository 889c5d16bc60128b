import { describe, expect, it } from 'vitest'
import { ApiError } from '../../../api/api-error.ts'
import { holdOf, pbxSetup } from './pbx.test-data.ts'
import {
  begunDraft,
  storedPart,
  withDone,
  withHold,
  withNumberProduct,
  withoutHold,
  withProduct,
} from './pbx-draft.ts'
import { pbxOrderRequestOf } from './pbx-order-request.ts'
import { afterRefusal } from './use-place-pbx-order.ts'

const begun = begunDraft(pbxSetup, { locale: 'es', timeZone: 'America/Bogota' })
const registration = { party: 'personal', values: { firstName: 'Ada', birthDate: '1984-07-21' } } as const
const held = withHold(begun, holdOf(), 1_000_000)
const refused = (code: string) => new ApiError(409, { code, message: '' })

describe('what is written in the wizard', () => {
  it('begins with what is known: the customer, the browser, and the first of each choice', () => {
    expect(begun).toMatchObject({
      contactName: 'Ada Moreno',
      timeZone: 'America/Bogota',
      language: 'es-mx',
      username: 'admin',
      packages: { 'PBX-10': 1 },
      numberProduct: 'NUMBER-NA',
    })
  })

  it('takes along the product by whose page somebody came in', () => {
    expect(withProduct(begun, pbxSetup, 'PBX-25').packages).toEqual({ 'PBX-25': 1 })
    expect(withProduct(begun, pbxSetup, 'RECORDING').features).toEqual(['RECORDING'])
    expect(withProduct(begun, pbxSetup, 'NUMBER-INT').numberProduct).toBe('NUMBER-INT')
    expect(withProduct(begun, pbxSetup, 'ESIM-1')).toEqual(begun)
  })

  it('is stored without a word of the registration, and asks for it again after a reload', () => {
    const full = withDone({ ...held, registration, hadRegistration: true }, 'registration')
    const stored = storedPart(full)
    expect(JSON.stringify(stored)).not.toMatch(/1984-07-21|"registration":/)
    expect(stored).toMatchObject({ hadRegistration: true, done: [] })
  })

  it('counts a hold down from when it came, whatever the clock of the server says', () => {
    expect(held.hold?.endsAtMs).toBe(1_000_000 + 600_000)
    expect(held.planId).toBe('minute')
  })

  it('keeps plan and steps when the same number is held for longer, and opens them for another number', () => {
    const chosen = withDone(withDone({ ...held, planId: 'flat' }, 'number'), 'registration')
    expect(withHold(chosen, holdOf(), 2_000_000)).toMatchObject({
      planId: 'flat',
      done: ['number', 'registration'],
    })
    expect(withHold(chosen, holdOf('+27215550101'), 2_000_000)).toMatchObject({ planId: 'minute', done: [] })
  })

  it('leaves number and search behind with the kind of number', () => {
    const other = withNumberProduct(withDone(held, 'number'), 'NUMBER-INT')
    expect(other).toMatchObject({ numberProduct: 'NUMBER-INT', done: [], search: { country: '' } })
    expect(other).not.toHaveProperty('hold')
  })
})

describe('what is sent', () => {
  const full = {
    ...held,
    registration,
    company: ' Acme ',
    domain: 'acme.pbx.example.com',
    packages: { 'PBX-10': 2, 'PBX-25': 0 },
  }

  it('has only what was chosen, trimmed', () => {
    const request = pbxOrderRequestOf(full)
    expect(request).toMatchObject({
      company: 'Acme',
      packages: [{ sku: 'PBX-10', quantity: 2 }],
      registration,
    })
    expect(request).not.toHaveProperty('promoCode')
    expect(request.admin).not.toHaveProperty('email')
  })

  it('has no registration when the number needs none', () => {
    const request = pbxOrderRequestOf(withHold(full, holdOf('+16045550100', false), 0))
    expect(request).not.toHaveProperty('registration')
  })
})

describe('after a refusal', () => {
  const sending = { key: 'k', digest: 'd', unsure: false }
  const draft = withDone({ ...held, sending }, 'number')

  it.each(['NUMBER_TAKEN', 'HOLD_UNKNOWN'])('%s: another number is chosen', (code) => {
    expect(afterRefusal(draft, refused(code))).toEqual({ ...withoutHold(draft), sending })
  })

  it('HOLD_EXPIRED: the clock stands at nothing, and the number can be held again', () => {
    expect(afterRefusal(draft, refused('HOLD_EXPIRED')).hold?.endsAtMs).toBe(0)
  })

  it('a key that is used up is left behind', () => {
    expect(afterRefusal(draft, refused('ORDER_REFUSED'))).not.toHaveProperty('sending')
  })
})
