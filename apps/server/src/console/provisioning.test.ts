import { registrationSecret } from '@turnup/domain'
import { putOrderSecret } from '@turnup/store'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  numberItem,
  pbxDetails,
  pbxItem,
  registrationData,
  registrationValues,
} from '../../../../packages/fulfilment/src/testing/test-pbx.ts'
import { insertTestOrder } from '../test-orders.ts'
import { type ConsoleWorld, createConsoleWorld } from './console-world.ts'

let world: ConsoleWorld
beforeAll(async () => {
  world = await createConsoleWorld()
})
afterAll(() => world.close())

const content = Buffer.from('%PDF-1.7 what it shows')
const passport = {
  of: 'identity',
  proofTypeId: 'passport',
  fileName: 'passport.pdf',
  contentBase64: content.toString('base64'),
  nameOnPaper: 'Zenobia Quatremaine',
  isLegible: true,
}

async function pbxOrder() {
  const pbx = pbxDetails('api-upload')
  const items = JSON.stringify([pbxItem(), numberItem()])
  const id = await insertTestOrder(world.db, { items, pbx: JSON.stringify(pbx), state: 'pending' })
  const value = JSON.stringify(registrationData())
  const secret = { orderId: id, name: registrationSecret, value, at: new Date() }
  await putOrderSecret(world.db, world.services.vault, secret)
  return { id, pbx }
}

test('the queue and the page of an order are for viewers, personal data for operators', async () => {
  const { id, pbx } = await pbxOrder()
  const list = await world.call(
    'GET',
    `/provisioning?search=${encodeURIComponent(pbx.tenant.domain)}`,
    world.viewer,
  )
  expect(list).toMatchObject({
    status: 200,
    body: { items: [{ orderId: id, phase: 'pending', isRegulated: true }] },
  })
  const page = await world.call('GET', `/provisioning/${id}`, world.viewer)
  expect(page).toMatchObject({ status: 200, body: { registration: { route: 'api-upload', papers: [] } } })
  expect(JSON.stringify([list, page])).not.toContain(registrationValues.lastName)
  expect((await world.call('GET', `/provisioning/${id}/registration`, world.viewer)).status).toBe(403)
  const review = await world.call('GET', `/provisioning/${id}/registration`, world.operator)
  expect(review).toMatchObject({ status: 200, body: { version: 1, values: registrationValues } })
})

test('a paper goes in, comes out as a download that runs nothing, and goes', async () => {
  const { id } = await pbxOrder()
  const added = await world.call('POST', `/provisioning/${id}/papers`, world.operator, passport)
  expect(added).toMatchObject({ status: 200, body: { problems: [], paper: { of: 'identity' } } })
  const url = `/provisioning/${id}/papers/${added.body.paper.id}`
  const shown = await world.app.inject({
    url: `/api/console${url}`,
    headers: { authorization: `Bearer ${world.operator.token}` },
  })
  expect(shown.rawPayload).toEqual(content)
  expect(shown.headers).toMatchObject({
    'content-type': 'application/pdf',
    'content-disposition': expect.stringContaining('attachment'),
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  })
  const gone = await world.call('POST', `${url}/delete`, world.operator, { reason: 'wrong one' })
  expect(gone.status).toBe(204)
})

test('a paper of ten megabytes is taken in, whatever the limit of other requests', async () => {
  const { id } = await pbxOrder()
  const large = Buffer.concat([content, Buffer.alloc(10 * 1024 * 1024 - content.byteLength)])
  const body = { ...passport, contentBase64: large.toString('base64') }
  const added = await world.call('POST', `/provisioning/${id}/papers`, world.operator, body)
  expect(added).toMatchObject({ status: 200, body: { paper: { sizeBytes: 10 * 1024 * 1024 } } })
})

test('a correction is asked for, and the order then waits for the customer', async () => {
  const { id } = await pbxOrder()
  const request = { fields: ['street'], message: 'As on the bill, please.' }
  expect((await world.call('POST', `/provisioning/${id}/correction`, world.viewer, request)).status).toBe(403)
  expect((await world.call('POST', `/provisioning/${id}/correction`, world.operator, request)).status).toBe(
    200,
  )
  const { body } = await world.call('GET', `/provisioning/${id}`, world.operator)
  expect(body).toMatchObject({
    phase: 'correction-requested',
    nextAction: { who: 'customer', since: expect.any(String) },
    correction: { fields: ['street'], message: request.message },
  })
  expect(body.allowedActions).not.toContain('fulfil')
  const nothing = { fields: [], message: 'x' }
  expect((await world.call('POST', `/provisioning/${id}/correction`, world.operator, nothing)).status).toBe(
    400,
  )
})

test('what cannot be done now is refused with its reason; strangers to the PBX are told so', async () => {
  const { id } = await pbxOrder()
  const reason = { reason: 'x' }
  const choice = { offerId: 'x', planId: 'x', ...reason }
  const calls: [string, object | undefined, string][] = [
    ['reset', reason, 'NOT_RESETTABLE'],
    ['check-now', undefined, 'NOTHING_WAITS'],
    ['number', choice, 'NUMBER_ORDER_NOT_DUE'],
    ['replace-number', choice, 'NUMBER_NOT_LOST'],
    ['documents-uploaded', {}, 'NO_PAPERS_DUE'],
    ['sync-gateways', undefined, 'NO_TENANT'],
    ['claim', undefined, 'NO_TENANT'],
  ]
  for (const [verb, body, code] of calls) {
    const answer = await world.call('POST', `/provisioning/${id}/${verb}`, world.operator, body)
    expect(answer, verb).toMatchObject({ status: 409, body: { error: { code } } })
  }
  const dialog = await world.call('GET', `/provisioning/${id}/number`, world.operator)
  expect(dialog).toMatchObject({ status: 409, body: { error: { code: 'NOT_CONFIGURED' } } })
  const other = await insertTestOrder(world.db)
  expect(await world.call('GET', `/provisioning/${other}`, world.operator)).toMatchObject({
    body: { error: { code: 'NOT_A_PBX_ORDER' } },
  })
})
