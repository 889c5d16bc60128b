import { describe, expect, test } from 'vitest'
import { failureOf } from './billing-contract.ts'
import { freshTenantRef, passwords, tenantSpec, type VoiceHarness } from './voice-platform-harness.ts'

/** What the switch does with a tenant: calls in and out, gateways, and numbers that come and go. */
export function describeGatewaysAndNumbers(harness: () => VoiceHarness): void {
  describe('calls, gateways and numbers', () => {
    const create = async () => {
      const spec = tenantSpec(harness().platform.server.baseDomain)
      const tenant = await harness().platform.createTenant(spec, passwords, freshTenantRef())
      return {
        spec,
        tenant,
        number: spec.numbers[0]?.number ?? '',
        gatewayId: tenant.gateways[0]?.gatewayId ?? '',
      }
    }

    test('a call to the number rings at the extension, with and without plus and country code', async () => {
      const { spec, number } = await create()
      const reached = { domain: spec.domain, extension: '1001' }
      for (const called of [number, number.slice(1), number.slice(2)]) {
        expect(await harness().callReaches(called)).toEqual(reached)
      }
      expect(await harness().callReaches('+14165550000')).toBeUndefined()
    })

    test('a dialled number leaves by the gateway with its prefix; what fits no route does not', async () => {
      const { spec, gatewayId } = await create()
      const { dialledGoesTo } = harness()
      expect(await dialledGoesTo(spec.domain, '4165551234')).toEqual({ gatewayId, digits: '14165551234' })
      expect(await dialledGoesTo(spec.domain, '+14165551234')).toEqual({ gatewayId, digits: '14165551234' })
      expect(await dialledGoesTo(spec.domain, '123')).toBeUndefined()
    })

    test('the gateway signs in with exactly the password that was given', async () => {
      const { gatewayId } = await create()
      expect(await harness().gatewayPassword(gatewayId)).toBe(passwords.primary)
    })

    test('the state of the gateway is told in our words', async () => {
      const { tenant, gatewayId } = await create()
      const { platform, setGateway } = harness()
      for (const status of ['registered', 'trying', 'failed', 'not-registering'] as const) {
        setGateway(gatewayId, status)
        expect(await platform.readGateways(tenant.tenantId)).toMatchObject([
          { gatewayId, name: 'Carrier', status },
        ])
      }
    })

    test('a gateway that the switch did not load is absent, and a sync brings it in', async () => {
      const { platform } = harness()
      harness().loseNextRescan()
      const { tenant, gatewayId } = await create()
      expect(await platform.readGateways(tenant.tenantId)).toMatchObject([{ gatewayId, status: 'absent' }])
      const synced = await platform.syncTenant(tenant.tenantId)
      expect(synced).toHaveLength(1)
      expect(synced[0]?.status).not.toBe('absent')
      expect(await platform.syncTenant(tenant.tenantId)).toHaveLength(1)
    })

    test('what the switch keeps in its caches is cleared for what has changed', async () => {
      const { spec, number } = await create()
      const keys = harness().clearedCacheKeys().join('\n')
      expect(keys).toContain('1001')
      expect(keys).toContain(spec.domain)
      expect(keys).toContain(number.slice(-10))
    })

    test('a number can be added, is found at its tenant, and is taken away again', async () => {
      const { platform } = harness()
      const { spec, tenant } = await create()
      const added = { number: '+16475550123', callingCode: '1', extension: '1002' }
      expect(await platform.findNumber(added.number)).toBeUndefined()
      await platform.assignNumber(tenant.tenantId, added, 'o/1')
      await platform.assignNumber(tenant.tenantId, added, 'o/1')
      expect(await platform.findNumber(added.number)).toEqual({
        tenantId: tenant.tenantId,
        domain: spec.domain,
        extension: '1002',
      })
      expect(await harness().callReaches(added.number)).toEqual({ domain: spec.domain, extension: '1002' })
      await platform.removeNumber(tenant.tenantId, added.number)
      await platform.removeNumber(tenant.tenantId, added.number)
      expect(await platform.findNumber(added.number)).toBeUndefined()
      expect(await harness().callReaches(added.number)).toBeUndefined()
    })

    test('a number whose answer is lost is found, and assigned once', async () => {
      const { platform } = harness()
      const { tenant } = await create()
      const added = { number: '+16475550124', callingCode: '1', extension: '1002' }
      harness().breakNext('assignNumber', 'lost-after-write')
      expect((await failureOf(platform.assignNumber(tenant.tenantId, added, 'o/1'))).kind).toBe(
        'outcome-unknown',
      )
      expect((await platform.findNumber(added.number))?.tenantId).toBe(tenant.tenantId)
      await platform.assignNumber(tenant.tenantId, added, 'o/1')
      expect((await platform.findTenantByDomain(tenant.domain))?.numbers).toHaveLength(2)
    })

    test('a number is replaced by another, also twice; the old one rings nowhere', async () => {
      const { platform } = harness()
      const { spec, tenant, number } = await create()
      const to = { number: '+16475550125', callingCode: '1', extension: '1001' }
      for (let turn = 0; turn < 2; turn += 1) {
        await platform.replaceNumber({ tenantId: tenant.tenantId, from: number, to }, 'o/1')
      }
      expect(await harness().callReaches(number)).toBeUndefined()
      expect(await harness().callReaches(to.number)).toEqual({ domain: spec.domain, extension: '1001' })
    })

    test("another tenant's number is neither assigned nor removed", async () => {
      const { platform } = harness()
      const theirs = await create()
      const { tenant } = await create()
      const number = { number: theirs.number, callingCode: '1', extension: '1001' }
      const error = await failureOf(platform.assignNumber(tenant.tenantId, number, 'o/1'))
      expect([error.kind, error.code]).toEqual(['rejected', 'NUMBER_IN_USE'])
      await platform.removeNumber(tenant.tenantId, theirs.number)
      expect((await platform.findNumber(theirs.number))?.tenantId).toBe(theirs.tenant.tenantId)
    })

    test('a tenant that is not there is a no', async () => {
      const unknown = '00000000-0000-4000-8000-000000000000'
      const number = { number: '+16475550126', callingCode: '1', extension: '1001' }
      for (const work of [
        harness().platform.syncTenant(unknown),
        harness().platform.assignNumber(unknown, number, 'o/1'),
      ]) {
        const error = await failureOf(work)
        expect([error.kind, error.code]).toEqual(['rejected', 'TENANT_UNKNOWN'])
      }
    })
  })
}
