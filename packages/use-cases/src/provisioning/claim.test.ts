import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { readClaim, useClaim } from './claim-link.ts'
import { createProvisioningWorld, type ProvisioningWorld } from './provisioning-world.ts'
import { resendClaim } from './resend-claim.ts'

let world: ProvisioningWorld
beforeAll(async () => {
  world = await createProvisioningWorld()
})
afterAll(() => world.close())
beforeEach(() => world.outside.heal())

const here = { address: '198.51.100.8' }
const password = 'Correct-horse-7-battery'
const entered = (token: string, word = password) => ({ token, password: word, confirmPassword: word })

async function live() {
  const { id } = await world.start()
  const [tenant] = world.of(world.outside.voice.tenants, id)
  if (!tenant) throw new Error('The order has a tenant.')
  return { id, tenant, token: await world.tokenIn(id, 'pbx-welcome') }
}

test('the link sets the password once; password and token stand nowhere', async () => {
  const { id, tenant, token } = await live()
  const opened = await readClaim(world.anyone, { token }, here)
  expect(opened).toMatchObject({ ok: true, value: { username: 'admin', domain: tenant.spec.domain } })
  expect(await useClaim(world.anyone, entered(token), here)).toMatchObject({ ok: true })
  expect(tenant.adminPassword).toBe(password)
  const again = await useClaim(world.anyone, entered(token, 'Another-horse-8-battery'), here)
  expect(again).toMatchObject({ refusal: { code: 'LINK_INVALID' } })
  expect(tenant.adminPassword).toBe(password)
  const kept = `${await world.everything(id)}${JSON.stringify(world.told)}`
  expect(kept).not.toContain(password)
  expect(kept).not.toContain(token)
})

test('when the answer of the platform is lost, the same password can be sent again, and no other', async () => {
  const { tenant, token } = await live()
  world.outside.fail('voice.setAdminPassword', { kind: 'answer-lost' })
  expect(await useClaim(world.anyone, entered(token), here)).toMatchObject({ ok: false })
  const other = await useClaim(world.anyone, entered(token, 'Another-horse-8-battery'), here)
  expect(other).toMatchObject({ refusal: { code: 'LINK_INVALID' } })
  expect(await useClaim(world.anyone, entered(token), here)).toMatchObject({ ok: true })
  expect(tenant.adminPassword).toBe(password)
})

test('a new link takes the place of the former ones, used or not', async () => {
  const { id, tenant, token } = await live()
  expect(await resendClaim(world.operator, id)).toMatchObject({ ok: true })
  const second = await world.tokenIn(id, 'pbx-welcome')
  expect(second).not.toBe(token)
  expect(await readClaim(world.anyone, { token }, here)).toMatchObject({ refusal: { code: 'LINK_INVALID' } })
  await useClaim(world.anyone, entered(second), here)
  await resendClaim(world.operator, id)
  const third = await world.tokenIn(id, 'pbx-welcome')
  expect(await useClaim(world.anyone, entered(third, 'Forgotten-horse-9'), here)).toMatchObject({ ok: true })
  expect(tenant.adminPassword).toBe('Forgotten-horse-9')
  expect((await world.audits(id)).filter(({ action }) => action === 'order.resend-claim')).toHaveLength(2)
})

test('weak and mistyped passwords are refused with their field, and cost no try', async () => {
  const { token } = await live()
  for (const weak of ['short', 'allsmallletters1', 'ALLBIGLETTERS1', 'NoDigitsAtAllHere'])
    expect(await useClaim(world.anyone, entered(token, weak), here), weak).toMatchObject({
      refusal: { field: 'password' },
    })
  const mistyped = { token, password, confirmPassword: `${password}x` }
  expect(await useClaim(world.anyone, mistyped, here)).toMatchObject({
    refusal: { field: 'confirmPassword' },
  })
  expect(await readClaim(world.anyone, { token }, here)).toMatchObject({ ok: true })
})

test('a link is too old after two weeks', async () => {
  const { token } = await live()
  world.clock.move(15 * 24 * 60 * 60_000)
  expect(await useClaim(world.anyone, entered(token), here)).toMatchObject({
    refusal: { code: 'LINK_INVALID' },
  })
})
