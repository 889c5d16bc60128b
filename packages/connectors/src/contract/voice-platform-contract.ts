import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { failureOf } from './billing-contract.ts'
import { freshTenantRef, passwords, tenantSpec, type VoiceHarness } from './voice-platform-harness.ts'
import { describeGatewaysAndNumbers } from './voice-platform-live.ts'
import { describeAdminPasswords } from './voice-platform-passwords.ts'
import { describeTenants } from './voice-platform-tenants.ts'

export type { VoiceFault, VoiceHarness } from './voice-platform-harness.ts'

/** The guarantees of the role VoicePlatform (R150 to R153, R167, R175, R176, R181, R190, R207, X25, X27). */
export function describeVoicePlatform(name: string, start: () => Promise<VoiceHarness>): void {
  describe(`${name} as a voice platform`, () => {
    let harness: VoiceHarness
    beforeAll(async () => {
      harness = await start()
    })
    afterAll(() => harness.close())
    beforeEach(() => harness.reset())
    const current = () => harness

    describeTenants(current)
    describeGatewaysAndNumbers(current)
    describeAdminPasswords(current)

    test('a platform that is down and one that refuses our credentials are told apart, and nothing is made', async () => {
      const { platform } = harness
      const spec = tenantSpec(platform.server.baseDomain)
      harness.breakNext('createTenant', 'down')
      const down = await failureOf(platform.createTenant(spec, passwords, freshTenantRef()))
      expect(down.kind).toBe('unavailable')
      harness.breakNext('createTenant', 'refused-credentials')
      const stranger = await failureOf(platform.createTenant(spec, passwords, freshTenantRef()))
      expect(stranger.kind).toBe('auth')
      expect(await harness.countTenants()).toBe(0)
    })

    test('no password in exchanges or errors', async () => {
      const { platform } = harness
      const spec = tenantSpec(platform.server.baseDomain)
      const { tenantId } = await platform.createTenant(spec, passwords, freshTenantRef())
      const password = 'Correct-Horse-7-Battery'
      harness.breakNext('setAdminPassword', 'lost-before-write')
      const claim = { tenantId, username: 'admin', password }
      const lost = await failureOf(platform.setAdminPassword(claim, 'claim-1'))
      await platform.setAdminPassword(claim, 'claim-1')
      const taken = await failureOf(platform.createTenant(spec, passwords, freshTenantRef()))
      const told = [lost, taken].map((error) => [error.message, JSON.stringify(error), String(error.cause)])
      const records = JSON.stringify([harness.exchanges, told])
      expect(harness.exchanges.length).toBeGreaterThan(2)
      for (const secret of [...harness.secrets, password, passwords.primary, '$2y$']) {
        expect(records).not.toContain(JSON.stringify(secret).slice(1, -1))
      }
    })

    test('the check finds nothing wrong and changes nothing', async () => {
      const findings = await harness.platform.check()
      expect(findings.length).toBeGreaterThan(0)
      expect(findings.filter(({ level }) => level === 'failure')).toEqual([])
      expect(harness.exchanges.filter(({ effect }) => effect === 'write')).toEqual([])
    })
  })
}
