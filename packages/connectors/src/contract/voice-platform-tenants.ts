import { describe, expect, test } from 'vitest'
import { failureOf } from './billing-contract.ts'
import { kindOf } from './esim-contract.ts'
import { freshTenantRef, passwords, tenantSpec, type VoiceHarness } from './voice-platform-harness.ts'

/** A tenant is made whole, once, or not at all; and it is removed whole. */
export function describeTenants(harness: () => VoiceHarness): void {
  describe('tenants', () => {
    const spec = (changes: Parameters<typeof tenantSpec>[1] = {}) =>
      tenantSpec(harness().platform.server.baseDomain, changes)
    const create = async (changes: Parameters<typeof tenantSpec>[1] = {}) => {
      const made = spec(changes)
      const ref = freshTenantRef()
      return { spec: made, ref, tenant: await harness().platform.createTenant(made, passwords, ref) }
    }

    test('a tenant reads back as it was ordered, by its reference and by its domain', async () => {
      const { platform } = harness()
      const ref = freshTenantRef()
      expect(await platform.findTenant(ref)).toBeUndefined()
      const ordered = spec()
      expect(await platform.isDomainFree(ordered.domain)).toBe(true)
      const tenant = await platform.createTenant(ordered, passwords, ref)
      expect(tenant).toMatchObject({
        domain: ordered.domain,
        company: ordered.company,
        isEnabled: true,
        timeZone: 'America/Toronto',
        language: 'en-us',
        maxExtensions: 3,
        admin: { username: 'admin', email: 'ada@acme.example', group: 'admin', isClaimed: false },
        extensions: ['1001', '1002', '1003'].map((number, index) => ({
          number,
          displayName: `Desk ${index + 1}`,
          voicemail: true,
          isEnabled: true,
        })),
        gateways: [
          { name: 'Carrier', host: 'toronto.carrier.example', username: '100000_acme', isEnabled: true },
        ],
        numbers: [{ number: ordered.numbers[0]?.number, extension: '1001', isEnabled: true }],
        outboundRoutes: [{ name: 'North America', isEnabled: true }],
      })
      expect(tenant.loginUrl).toMatch(/^https?:\/\//)
      expect(tenant.defaultDialplans).toBeGreaterThan(0)
      expect(await platform.findTenant(ref)).toEqual(tenant)
      expect(await platform.findTenantByDomain(ordered.domain)).toEqual(tenant)
      expect(await platform.findTenant(`${ref}0`)).toBeUndefined()
      expect(await platform.isDomainFree(ordered.domain)).toBe(false)
    })

    test('making it again under the same reference changes nothing, not even what was changed meanwhile', async () => {
      const { platform, countRows } = harness()
      const { spec: made, ref, tenant } = await create()
      const to = { number: '+16475550199', callingCode: '1', extension: '1002' }
      await platform.replaceNumber(
        { tenantId: tenant.tenantId, from: made.numbers[0]?.number ?? '', to },
        'r/1',
      )
      const before = await countRows(made.domain)
      const again = await platform.createTenant(made, passwords, ref)
      expect(again.tenantId).toBe(tenant.tenantId)
      expect(again.numbers.map(({ number }) => number)).toEqual(['+16475550199'])
      expect(await countRows(made.domain)).toBe(before)
    })

    test('a tenant whose answer is lost is unknown, is found whole, and is one', async () => {
      const { platform } = harness()
      const made = spec()
      const ref = freshTenantRef()
      harness().breakNext('createTenant', 'lost-after-write')
      expect(await kindOf(platform.createTenant(made, passwords, ref))).toBe('outcome-unknown')
      expect((await platform.findTenant(ref))?.extensions).toHaveLength(3)
      await platform.createTenant(made, passwords, ref)
      expect(await harness().countTenants()).toBe(1)
    })

    test('a transaction that breaks leaves nothing behind', async () => {
      const { platform, countRows } = harness()
      const made = spec()
      const ref = freshTenantRef()
      harness().breakNext('createTenant', 'lost-before-write')
      expect(['outcome-unknown', 'unavailable']).toContain(
        await kindOf(platform.createTenant(made, passwords, ref)),
      )
      expect(await platform.findTenant(ref)).toBeUndefined()
      expect(await countRows(made.domain)).toBe(0)
      expect(await platform.isDomainFree(made.domain)).toBe(true)
    })

    test('two tenants want one domain at once: one gets it whole, the other hears that it is taken', async () => {
      const { platform } = harness()
      const first = spec()
      const second = spec({ domain: first.domain })
      const refs = [freshTenantRef(), freshTenantRef()] as const
      const outcomes = await Promise.allSettled([
        platform.createTenant(first, passwords, refs[0]),
        platform.createTenant(second, passwords, refs[1]),
      ])
      const failures = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []))
      expect(failures.map(({ kind, code }) => [kind, code])).toEqual([['rejected', 'DOMAIN_TAKEN']])
      expect(await harness().countTenants()).toBe(1)
      expect((await platform.findTenantByDomain(first.domain))?.extensions).toHaveLength(3)
    })

    test('a domain that somebody made by hand is taken, in any case, and is left alone', async () => {
      const { platform, plantTenant } = harness()
      const made = spec()
      await plantTenant(made.domain)
      expect(await platform.isDomainFree(made.domain.toUpperCase())).toBe(false)
      const ref = freshTenantRef()
      const error = await failureOf(platform.createTenant(made, passwords, ref))
      expect([error.kind, error.code]).toEqual(['rejected', 'DOMAIN_TAKEN'])
      await platform.removeTenant(ref)
      expect(await platform.findTenantByDomain(made.domain)).toBeDefined()
    })

    test('an admin who would see every tenant is refused unless the settings allow it', async () => {
      const admin = {
        username: 'admin',
        name: 'Ada',
        email: 'ada@acme.example',
        group: 'superadmin',
      } as const
      const error = await failureOf(create({ admin }))
      expect([error.kind, error.code]).toEqual(['rejected', 'GROUP_NOT_ALLOWED'])
      expect(await harness().countTenants()).toBe(0)
    })

    test('a number that rings at another tenant is refused, and nothing is made', async () => {
      const { spec: first } = await create()
      const error = await failureOf(create({ numbers: first.numbers }))
      expect([error.kind, error.code]).toEqual(['rejected', 'NUMBER_IN_USE'])
      expect(await harness().countTenants()).toBe(1)
    })

    test('a spec that contradicts itself is refused before anything is written', async () => {
      const [number] = spec().numbers
      const numbers = number ? [{ ...number, extension: '7777' }] : []
      const wrong = [{ numbers }, { maxExtensions: 1 }, { domain: 'no spaces allowed' }, { gateways: [] }]
      for (const changes of wrong) {
        const error = await failureOf(create(changes))
        expect([error.kind, error.code]).toEqual(['rejected', 'SPEC_INVALID'])
      }
      expect(await harness().countTenants()).toBe(0)
    })

    test('removing takes every row along, also after a lost answer, again, and for what never was', async () => {
      const { platform, countRows } = harness()
      const { spec: made, ref } = await create()
      const { spec: neighbour } = await create()
      const neighbours = await countRows(neighbour.domain)
      harness().breakNext('removeTenant', 'lost-after-write')
      expect(await kindOf(platform.removeTenant(ref))).toBe('outcome-unknown')
      await platform.removeTenant(ref)
      await platform.removeTenant(freshTenantRef())
      expect(await countRows(made.domain)).toBe(0)
      expect(await countRows(neighbour.domain)).toBe(neighbours)
      expect(await platform.isDomainFree(made.domain)).toBe(true)
    })

    test('a tenant with 500 extensions is made whole', async () => {
      const { tenant } = await create({ seats: 500 })
      expect(tenant.extensions).toHaveLength(500)
      expect(tenant.extensions.at(-1)?.number).toBe('1500')
    })
  })
}
