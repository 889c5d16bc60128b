import { describe, expect, test } from 'vitest'
import { failureOf } from './billing-contract.ts'
import { freshTenantRef, passwords, tenantSpec, type VoiceHarness } from './voice-platform-harness.ts'

const first = 'Correct-Horse-7-Battery'
const second = 'Another-Staple-8-Pile'

/** The admin's password is set by a claim that works once, and is known to nobody before (X27). */
export function describeAdminPasswords(harness: () => VoiceHarness): void {
  describe('the admin’s password', () => {
    const create = async () => {
      const spec = tenantSpec(harness().platform.server.baseDomain)
      const tenant = await harness().platform.createTenant(spec, passwords, freshTenantRef())
      const claim = (password: string, username = 'admin') => ({
        tenantId: tenant.tenantId,
        username,
        password,
      })
      return {
        spec,
        tenant,
        claim,
        signIn: (password: string) => harness().canSignIn(spec.domain, 'admin', password),
      }
    }

    test('nobody can sign in before the claim, and with the password of the claim afterwards', async () => {
      const { platform } = harness()
      const { spec, claim, signIn } = await create()
      for (const guess of ['', 'admin', 'password', first]) expect(await signIn(guess)).toBe(false)
      expect(await platform.findClaim('claim-a')).toBeUndefined()
      await platform.setAdminPassword(claim(first), 'claim-a')
      expect(await signIn(first)).toBe(true)
      expect(await signIn(second)).toBe(false)
      const { admin } = (await platform.findTenantByDomain(spec.domain)) ?? {}
      expect(admin?.isClaimed).toBe(true)
      expect((await platform.findClaim('claim-a'))?.userId).toBe(admin?.userId)
    })

    test('a claim works once: the same password again is no harm, another one is refused', async () => {
      const { platform } = harness()
      const { claim, signIn } = await create()
      await platform.setAdminPassword(claim(first), 'claim-b')
      await platform.setAdminPassword(claim(first), 'claim-b')
      const error = await failureOf(platform.setAdminPassword(claim(second), 'claim-b'))
      expect([error.kind, error.code]).toEqual(['rejected', 'CLAIM_USED'])
      expect(await signIn(first)).toBe(true)
      await platform.setAdminPassword(claim(second), 'claim-c')
      expect(await signIn(second)).toBe(true)
      expect(await signIn(first)).toBe(false)
    })

    test('two passwords under one claim at once: one counts, the other is refused', async () => {
      const { platform } = harness()
      const { claim, signIn } = await create()
      const outcomes = await Promise.allSettled(
        [first, second].map((password) => platform.setAdminPassword(claim(password), 'claim-d')),
      )
      const failures = outcomes.flatMap((outcome) =>
        outcome.status === 'rejected' ? [outcome.reason.code] : [],
      )
      expect(failures).toEqual(['CLAIM_USED'])
      expect([await signIn(first), await signIn(second)].filter(Boolean)).toHaveLength(1)
    })

    test('a password whose answer is lost is set, and its repeat succeeds', async () => {
      const { platform } = harness()
      const { claim, signIn } = await create()
      harness().breakNext('setAdminPassword', 'lost-after-write')
      expect((await failureOf(platform.setAdminPassword(claim(first), 'claim-e'))).kind).toBe(
        'outcome-unknown',
      )
      expect(await platform.findClaim('claim-e')).toBeDefined()
      await platform.setAdminPassword(claim(first), 'claim-e')
      expect(await signIn(first)).toBe(true)
    })

    test('a reset makes the password useless until the next claim; old claims do not come back', async () => {
      const { platform } = harness()
      const { spec, tenant, claim, signIn } = await create()
      await platform.setAdminPassword(claim(first), 'claim-f')
      const admin = { tenantId: tenant.tenantId, username: 'admin' }
      await platform.resetAdminPassword(admin, 'reset-1')
      await platform.resetAdminPassword(admin, 'reset-1')
      expect(await signIn(first)).toBe(false)
      expect((await platform.findTenantByDomain(spec.domain))?.admin?.isClaimed).toBe(false)
      expect((await failureOf(platform.setAdminPassword(claim(first), 'claim-f'))).code).toBe('CLAIM_USED')
      await platform.setAdminPassword(claim(second), 'claim-g')
      expect(await signIn(second)).toBe(true)
    })

    test('a repeat of a reset that comes after the next claim does not lock the person out', async () => {
      const { platform } = harness()
      const { tenant, claim, signIn } = await create()
      const admin = { tenantId: tenant.tenantId, username: 'admin' }
      await platform.resetAdminPassword(admin, 'reset-2')
      await platform.setAdminPassword(claim(first), 'claim-h')
      await platform.resetAdminPassword(admin, 'reset-2')
      expect(await signIn(first)).toBe(true)
    })
  })
}
