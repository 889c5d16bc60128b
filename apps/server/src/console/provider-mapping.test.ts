import type { BillingProduct, NumberProvider, ProductOffering } from '@turnup/domain'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ConsoleWorld, createConsoleWorld } from './console-world.ts'

const offering = (sku: string, billingProductId: string, pbxSettings: ProductOffering['pbxSettings']) =>
  ({
    productId: sku,
    sku,
    name: `Product ${sku}`,
    category: 'pbx',
    sortOrder: 1,
    sellable: true,
    billingProductId,
    pbxSettings,
  }) as ProductOffering
const catalogue = [
  offering('SEATS', '401', { kind: 'seats', seats: 10 }),
  offering('NUMBER', '403', { kind: 'number' }),
  offering('RECORDING', '405', { kind: 'feature', feature: 'call-recording' }),
]
const billed = (billingProductId: string, groupId: string, name: string) =>
  ({ billingProductId, name: billingProductId, group: { groupId, name } }) as BillingProduct
const carrier = (canRegister: boolean) => ({ canReserve: false, canRegister }) as NumberProvider

let world: ConsoleWorld
beforeAll(async () => {
  world = await createConsoleWorld({
    crm: { readCatalogue: async () => [...catalogue] },
    billing: {
      listProducts: async () => [
        billed('401', '7', 'Hosted PBX'),
        billed('403', '8', 'Phone numbers'),
        billed('405', '7', 'Hosted PBX'),
      ],
    },
    numbers: { 'voip-ms': carrier(false), didww: carrier(true) },
  })
})
afterAll(() => world.close())

const read = async () => (await world.call('GET', '/provider-mapping', world.viewer)).body
const save = (method: string, mappings: object[], as = world.administrator) =>
  world.call('POST', '/provider-mapping/mappings', as, { method, mappings, reason: 'As agreed' })
const productOf = async (sku: string) =>
  (await read()).products.find((product: { sku: string }) => product.sku === sku)

describe('mapping products to carriers', () => {
  test('nothing is mapped at first: every product is Default and cannot be ordered', async () => {
    const body = await read()
    expect(body).toMatchObject({
      priority: ['group', 'product', 'bundle'],
      default: 'none',
      groupsRead: true,
    })
    expect(body.providers.map(({ id, name }: { id: string; name: string }) => `${id} ${name}`)).toEqual([
      'didww DIDWW',
      'voip-ms VoIP.ms',
    ])
    for (const product of body.products) expect(product).toMatchObject({ badge: 'default', rule: 'none' })
  })

  test('a group maps its standalone products; a bundle takes its own out and maps them itself', async () => {
    expect((await save('group', [{ subjectId: '7', providerId: 'voip-ms' }])).status).toBe(200)
    expect(await productOf('SEATS')).toMatchObject({ badge: 'mapped', providerId: 'voip-ms', rule: 'group' })
    const made = await world.call('POST', '/provider-mapping/bundles', world.administrator, {
      name: 'Complete PBX',
      skus: ['SEATS', 'NUMBER'],
    })
    expect(made.status).toBe(201)
    const bundleId = made.body.bundles[0].id
    expect(await productOf('SEATS')).toMatchObject({ badge: 'default', rule: 'none' })
    expect(await productOf('RECORDING')).toMatchObject({ providerId: 'voip-ms', rule: 'group' })
    await save('bundle', [{ subjectId: bundleId, providerId: 'didww' }])
    for (const sku of ['SEATS', 'NUMBER'])
      expect(await productOf(sku)).toMatchObject({ providerId: 'didww', rule: 'bundle', badge: 'mapped' })
  })

  test('the explanation names the rule that decided, and the conflict', async () => {
    await save('product', [{ subjectId: 'SEATS', providerId: 'voip-ms' }])
    const { body } = await world.call('GET', '/provider-mapping/explain?sku=SEATS', world.viewer)
    expect(
      body.steps.map(({ rule, decided }: { rule: string; decided: boolean }) => [rule, decided]),
    ).toEqual([
      ['group', false],
      ['product', true],
      ['bundle', false],
      ['default', false],
    ])
    expect(body.steps[0].says).toContain('does not count, because the product is part of a bundle')
    expect(body.product.conflicts).toEqual([
      expect.objectContaining({ method: 'bundle', subjectName: 'Complete PBX', providerId: 'didww' }),
    ])
  })

  test('a carrier that was taken away leaves its products invalid', async () => {
    const { didww } = world.services.ports.numbers
    delete world.services.ports.numbers.didww
    expect(await productOf('NUMBER')).toMatchObject({ badge: 'invalid', rule: 'bundle' })
    expect((await productOf('NUMBER')).providerId).toBeUndefined()
    if (didww) world.services.ports.numbers.didww = didww
  })

  test('a carrier that is not set up is refused, and nothing of the request is kept', async () => {
    const before = await read()
    const { status, body } = await save('product', [
      { subjectId: 'NUMBER', providerId: 'voip-ms' },
      { subjectId: 'RECORDING', providerId: 'nobody' },
    ])
    expect([status, body.error.code, body.error.field]).toEqual([
      422,
      'PROVIDER_UNKNOWN',
      'mappings.1.providerId',
    ])
    expect(await read()).toEqual(before)
  })

  test('a dissolved bundle takes its mapping with it', async () => {
    const [bundle] = (await read()).bundles
    const url = `/provider-mapping/bundles/${bundle.id}`
    const renamed = await world.call('PUT', url, world.administrator, { name: 'Whole PBX', skus: ['NUMBER'] })
    expect(renamed.body.bundles[0]).toMatchObject({ name: 'Whole PBX', skus: ['NUMBER'] })
    const gone = await world.call('DELETE', url, world.administrator)
    expect(gone.body.bundles).toEqual([])
    expect(await productOf('NUMBER')).toMatchObject({ rule: 'none' })
  })

  test('only administrators change the mapping, and each change is audited with before and after', async () => {
    expect(
      (await save('product', [{ subjectId: 'NUMBER', providerId: 'didww' }], world.operator)).status,
    ).toBe(403)
    await save('product', [{ subjectId: 'SEATS', providerId: null }])
    const { body } = await world.call(
      'GET',
      '/audit?action=provider-mapping.changed&subjectId=product:SEATS',
      world.viewer,
    )
    expect(body.items[0]).toMatchObject({
      actor: { kind: 'operator', id: world.administrator.id },
      reason: 'As agreed',
      before: { provider: 'voip-ms' },
      after: { provider: null },
    })
  })
})
