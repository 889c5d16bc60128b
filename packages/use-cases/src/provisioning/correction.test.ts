import { registrationSecret } from '@turnup/domain'
import { parseRegistration } from '@turnup/fulfilment'
import { readOrderSecret } from '@turnup/store'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { registrationValues } from '../../../fulfilment/src/testing/test-pbx.ts'
import { readCorrection, submitCorrection } from './correction-link.ts'
import { markDocumentsUploaded } from './papers.ts'
import { createProvisioningWorld, type ProvisioningWorld } from './provisioning-world.ts'
import { readRegistration } from './read-registration.ts'
import { requestCorrection } from './request-correction.ts'
import { resetPurchase } from './reset-purchase.ts'

let world: ProvisioningWorld
beforeAll(async () => {
  world = await createProvisioningWorld()
})
afterAll(() => world.close())
beforeEach(() => world.outside.heal())

const here = { address: '198.51.100.7' }
const request = {
  fields: ['street', 'lastName'] as ['street', 'lastName'],
  proofsOf: [],
  message: 'Please look at your bill.',
}
const values = { street: '18 Kloofnek Passage', lastName: 'Quatremain' }

async function asked() {
  const started = await world.start('portal-upload')
  expect(await requestCorrection(world.operator, started.id, request)).toMatchObject({ ok: true })
  return { ...started, token: await world.tokenIn(started.id, 'correction-request') }
}

async function stored(id: string) {
  return parseRegistration((await readOrderSecret(world.db, world.vault, id, registrationSecret)) ?? '')
}

test('the link opens the named fields and no others, without what was entered before', async () => {
  const { token } = await asked()
  const opened = await readCorrection(world.anyone, { token }, here)
  if (!opened.ok) throw new Error(opened.refusal.message)
  expect(opened.value.fields.map(({ name }) => name)).toEqual(['street', 'lastName'])
  expect(JSON.stringify(opened.value)).not.toContain(registrationValues.street)
  const more = { token, values: { ...values, birthDate: '1970-01-01' } }
  expect(await submitCorrection(world.anyone, more, here)).toMatchObject({
    refusal: { code: 'FIELD_NOT_ASKED' },
  })
  expect(await submitCorrection(world.anyone, { token, values: { street: 'x' } }, here)).toMatchObject({
    refusal: { code: 'FIELD_MISSING', field: 'values.lastName' },
  })
})

test('while the customer is asked the order waits for them, and nobody can send it on to the carrier', async () => {
  const { id } = await asked()
  const { head } = await world.read(id)
  expect(head).toMatchObject({ pbxPhase: 'correction-requested', nextAction: { who: 'customer' } })
  expect(await markDocumentsUploaded(world.operator, id)).toMatchObject({
    refusal: { code: 'CORRECTION_OPEN' },
  })
  expect(await resetPurchase(world.operator, id, 'no')).toMatchObject({ ok: false })
})

test('corrections are sealed under a new version, the link is used up, and the operator is asked again', async () => {
  const { id, token } = await asked()
  expect(await submitCorrection(world.anyone, { token, values }, here)).toMatchObject({ ok: true })
  expect(await stored(id)).toMatchObject({ version: 2, values: { ...registrationValues, ...values } })
  const { head } = await world.read(id)
  expect(head.pbxPhase).not.toBe('correction-requested')
  expect(head.nextAction).toMatchObject({ who: 'operator', actions: ['decide', 'cancel'] })
  expect(await submitCorrection(world.anyone, { token, values }, here)).toMatchObject({
    refusal: { code: 'LINK_INVALID' },
  })
  const kept = await world.everything(id)
  for (const secret of [...Object.values(values), registrationValues.street, token])
    expect(kept).not.toContain(secret)
})

test('two submissions at once count once', async () => {
  const { id, token } = await asked()
  const both = await Promise.all([1, 2].map(() => submitCorrection(world.anyone, { token, values }, here)))
  expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  expect((await stored(id)).version).toBe(2)
})

test('a link that never was, one that was replaced and one that is too old are answered alike', async () => {
  const { id, token } = await asked()
  await requestCorrection(world.operator, id, request)
  const newest = await world.tokenIn(id, 'correction-request')
  const ofNobody = await readCorrection(world.anyone, { token: 'A'.repeat(43) }, here)
  expect(await readCorrection(world.anyone, { token }, here)).toEqual(ofNobody)
  expect(await readCorrection(world.anyone, { token: newest }, here)).toMatchObject({ ok: true })
  world.clock.move(15 * 24 * 60 * 60_000)
  expect(await readCorrection(world.anyone, { token: newest }, here)).toEqual(ofNobody)
})

test('whoever tries tokens out is made to wait', async () => {
  const from = { address: '198.51.100.66' }
  const tries = Array.from({ length: 61 }, (_, index) => String(index).padStart(43, 'x'))
  const codes: string[] = []
  for (const token of tries) {
    const tried = await readCorrection(world.anyone, { token }, from)
    codes.push(tried.ok ? 'ok' : tried.refusal.code)
  }
  expect(codes.at(0)).toBe('LINK_INVALID')
  expect(codes.at(-1)).toBe('TOO_MANY_ATTEMPTS')
})

test('a wrong date, phone or country is said with its field', async () => {
  const { id } = await world.start('portal-upload')
  const fields = ['birthDate', 'phone', 'country'] as ('birthDate' | 'phone' | 'country')[]
  await requestCorrection(world.operator, id, { ...request, fields })
  const token = await world.tokenIn(id, 'correction-request')
  const good = { birthDate: '1980-02-29', phone: '+27 21 555 0100', country: 'South Africa' }
  const bad = { birthDate: '1981-02-29', phone: 'none', country: 'Atlantis' }
  for (const name of fields) {
    const given = { token, values: { ...good, [name]: bad[name] } }
    expect(await submitCorrection(world.anyone, given, here)).toMatchObject({
      refusal: { field: `values.${name}` },
    })
  }
  expect(await submitCorrection(world.anyone, { token, values: good }, here)).toMatchObject({ ok: true })
  expect((await stored(id)).values).toMatchObject({ phone: '+27215550100', country: 'ZA' })
})

test('reading personal data is audited, without the data', async () => {
  const { id } = await world.start('portal-upload')
  const read = await readRegistration(world.operator, id)
  expect(read).toMatchObject({ ok: true, value: { values: registrationValues, problems: [] } })
  const audits = await world.audits(id)
  expect(audits.map(({ action }) => action)).toEqual(['pbx.registration.read'])
  expect(await world.everything(id)).not.toContain(registrationValues.lastName)
  expect(await readRegistration(world.viewer, id)).toMatchObject({ refusal: { code: 'ROLE_TOO_LOW' } })
})
