import type { RunningServer } from '@turnup/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { databaseSaid, occurrences } from './stack/find-secrets.ts'
import { repair, signInOperator } from './stack/operator.ts'
import { expectOneOfEach, placedOrder, readOrder } from './stack/orders-in-hand.ts'
import type { ApiClient } from './stack/portal-client.ts'
import { type Stack, startStack } from './stack/start-stack.ts'
import { waitFor, waitForState } from './stack/wait-for.ts'

let stack: Stack
let operator: ApiClient
/** The engine calls the server that came last; settings are changed at the first. */
let follower: RunningServer

beforeAll(async () => {
  stack = await startStack({ environment: { TRIGGERS_SWEEP: 'false', RETRY_MAX_DELAY_SECONDS: '1' } })
  follower = await stack.startAnother()
  operator = await signInOperator(stack)
})
afterAll(() => stack?.stop())

const wrong = 'a-secret-that-nobody-knows'

interface Answer {
  version: number
  paused: boolean
}

async function change(
  connector: string,
  set: Record<string, unknown>,
  unset: string[] = [],
): Promise<Answer> {
  const path = `/api/console/connectors/${connector}/settings`
  const { body: now } = await operator.request<Answer>('GET', path)
  const request = { version: now.version, set, unset, reason: 'New credentials' }
  const { status, body } = await operator.request<Answer>('PUT', path, request)
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}

function kindOf(answer: Promise<unknown>): Promise<string> {
  return answer.then(
    () => 'ok',
    (error: { kind: string }) => error.kind,
  )
}

test('a wrong password that is mended in the console lets stuck orders go on, without a restart of any server', async () => {
  const [first, second] = [await placedOrder(stack), await placedOrder(stack)]
  await change('whmcs', { secret: wrong })
  const billing = follower.services.ports.billing
  const asks = () => kindOf(billing.findClientByEmail('nobody@example.com'))
  await waitFor('the other server to follow', async () => (await asks()) === 'auth')

  stack.sandbox.systems.salesforce.approveOrder(first.crmOrderId)
  await waitForState(stack, first.crmOrderId, 'held')
  stack.sandbox.systems.salesforce.approveOrder(second.crmOrderId)
  await waitFor('the second order to wait for the paused system', async () => {
    const { steps } = await readOrder(stack, second.crmOrderId)
    return Object.values(steps).some(({ state }) => state === 'ready')
  })

  const right = stack.environment.WHMCS_SECRET
  const path = '/api/console/connectors/whmcs/settings'
  const { body: now } = await operator.request<Answer>('GET', path)
  const tried = await operator.request<{ findings: { level: string }[] }>('POST', `${path}/check`, {
    version: now.version,
    set: { secret: right },
    reason: 'Before it counts',
  })
  expect(tried.body.findings.map(({ level }) => level)).not.toContain('failure')
  expect(await change('whmcs', { secret: right })).toMatchObject({ paused: true })
  await waitFor('the other server to follow', async () => (await asks()) === 'ok')
  expect((await readOrder(stack, second.crmOrderId)).state).toBe('inProgress')

  const resumed = await operator.request('POST', '/api/console/connectors/whmcs/resume', {})
  expect(resumed.body).toMatchObject({ paused: false })
  await expectOneOfEach(stack, second)
  const failed = Object.values((await readOrder(stack, first.crmOrderId)).steps).find(
    ({ state }) => state === 'failed',
  )
  expect(failed?.error).toMatchObject({ kind: 'auth', connector: 'whmcs' })
  await repair(operator, first.crmOrderId, String(failed?.key), { kind: 'retry' })
  await expectOneOfEach(stack, first)
  await change('whmcs', {}, ['secret'])
})

test('events that came while the login was wrong are read when it is mended, by the server that leads', async () => {
  const order = await placedOrder(stack)
  const servers = [stack.server, follower]
  const leader = await waitFor('a leader', async () => servers.find((server) => server.isLeader()))
  const subscriber = async () => {
    const { checks } = (await (await fetch(`${leader.url}/health/ready`)).json()) as {
      checks: { subscriber: { status: string; says: string } }
    }
    return checks.subscriber
  }
  await change('salesforce', { clientId: 'no-such-app' })
  await waitFor('the event door to close', async () => (await subscriber()).status === 'failing')
  stack.sandbox.systems.salesforce.approveOrder(order.crmOrderId)
  await change('salesforce', {}, ['clientId'])
  await waitFor('the event door to open', async () => (await subscriber()).says.startsWith('Listening'))
  await expectOneOfEach(stack, order)
})

test('no secret of the console is to be found in the database', async () => {
  const secrets = [{ name: 'the secret that was entered', value: wrong }]
  await change('whmcs', { secret: wrong })
  expect(occurrences(secrets, await databaseSaid(stack))).toEqual([])
  await change('whmcs', {}, ['secret'])
})
