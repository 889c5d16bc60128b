import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type MappingMethod, mappingMethods } from '../policy.ts'
import {
  chooseProvider,
  type MappedProduct,
  type ProviderChoice,
  type ProviderMapping,
} from './provider-mapping.ts'

const providers = ['didww', 'voip-ms']
const asStated = { priority: ['group', 'product', 'bundle'] as MappingMethod[], default: 'none' }
const product: MappedProduct = { sku: 'PBX-10', groupId: '3', bundleIds: [] }
const to = (method: MappingMethod, subjectId: string, providerId: string): ProviderMapping => ({
  method,
  subjectId,
  providerId,
})

const orNone = (choice: ProviderChoice) => ({ providerId: 'none', ...choice })

describe('the carrier of a product', () => {
  test('as the document states it, a group goes before the product itself, and the difference is shown', () => {
    const choice = chooseProvider(
      product,
      [to('product', 'PBX-10', 'didww'), to('group', '3', 'voip-ms')],
      providers,
      asStated,
    )
    expect(choice).toMatchObject({ providerId: 'voip-ms', rule: 'group', badge: 'mapped' })
    expect(choice.conflicts).toEqual([to('product', 'PBX-10', 'didww')])
    expect(choice.because).toBe(
      "Its product group is mapped to voip-ms, before the product's mapping to didww. Priority is group, product, bundle.",
    )
  })

  test('with exceptions first, the product goes before its group', () => {
    const mappings = [to('product', 'PBX-10', 'didww'), to('group', '3', 'voip-ms')]
    const policy = { ...asStated, priority: ['product', 'bundle', 'group'] as MappingMethod[] }
    expect(chooseProvider(product, mappings, providers, policy)).toMatchObject({
      providerId: 'didww',
      rule: 'product',
    })
  })

  test('the mapping of a group leaves out products that are part of a bundle', () => {
    const bundled = { ...product, bundleIds: ['b1'] }
    const group = to('group', '3', 'voip-ms')
    expect(chooseProvider(bundled, [group], providers, asStated)).toMatchObject({
      rule: 'none',
      badge: 'default',
    })
    const both = [group, to('bundle', 'b1', 'didww')]
    expect(chooseProvider(bundled, both, providers, asStated)).toMatchObject({
      providerId: 'didww',
      rule: 'bundle',
      conflicts: [],
    })
  })

  test('without a mapping it cannot be ordered, unless there is a default carrier', () => {
    expect(orNone(chooseProvider(product, [], providers, asStated))).toMatchObject({
      providerId: 'none',
      badge: 'default',
    })
    const withDefault = { ...asStated, default: 'voip-ms' }
    expect(chooseProvider(product, [], providers, withDefault)).toMatchObject({
      providerId: 'voip-ms',
      badge: 'default',
    })
    expect(orNone(chooseProvider(product, [], ['didww'], withDefault))).toMatchObject({
      providerId: 'none',
      badge: 'invalid',
    })
  })

  test('a carrier that is not there any more is invalid, and no other takes its place', () => {
    const mappings = [to('group', '3', 'gone'), to('product', 'PBX-10', 'voip-ms')]
    expect(
      orNone(chooseProvider(product, mappings, providers, { ...asStated, default: 'voip-ms' })),
    ).toMatchObject({
      providerId: 'none',
      rule: 'group',
      badge: 'invalid',
    })
  })

  test('whatever is mapped, the first method of the priority that applies decides, and every other carrier is told', () => {
    const subject = fc.constantFrom(...mappingMethods.map((method) => ({ method })))
    const mapping = fc
      .tuple(subject, fc.constantFrom('1', '2'), fc.constantFrom(...providers))
      .map(([{ method }, subjectId, providerId]) => to(method, subjectId, providerId))
    const world = fc.record({
      mappings: fc.uniqueArray(mapping, { selector: (one) => `${one.method}:${one.subjectId}` }),
      priority: fc.shuffledSubarray([...mappingMethods], { minLength: 1 }),
      one: fc.record({
        sku: fc.constant('1'),
        groupId: fc.constant('1'),
        bundleIds: fc.subarray(['1', '2']),
      }),
    })
    fc.assert(
      fc.property(world, ({ mappings, priority, one }) => {
        const choice = chooseProvider(one, mappings, providers, { priority, default: 'none' })
        const applying = mappings.filter(({ method, subjectId }) => {
          if (method === 'bundle') return one.bundleIds.includes(subjectId)
          return subjectId === '1' && (method === 'product' || one.bundleIds.length === 0)
        })
        const first = priority.find((method) => applying.some((it) => it.method === method))
        expect(choice.rule).toBe(first ?? 'none')
        expect(choice.providerId !== undefined).toBe(first !== undefined)
        const others = applying.filter(
          (it) => priority.includes(it.method) && it.providerId !== choice.providerId,
        )
        expect(new Set(choice.conflicts)).toEqual(new Set(first ? others : []))
      }),
    )
  })
})
