import type { ProviderMappingBody } from '@turnup/contracts'
import { expect, test } from 'vitest'
import { changesOf, choose, emptyDraft, shownProvider, without } from './mapping-draft.ts'

const mapping: ProviderMappingBody = {
  providers: [{ id: 'didww', name: 'DIDWW', canReserve: false, canRegister: true }],
  priority: ['group', 'product', 'bundle'],
  default: 'none',
  groupsRead: true,
  groups: [
    { groupId: '3', name: 'Numbers', skus: ['N-1'], bundledSkus: [], providerId: 'didww', badge: 'mapped' },
  ],
  bundles: [{ id: 'b:1', name: 'Starter', skus: ['N-1'], badge: 'default' }],
  products: [],
}

test('a choice is shown before it is saved, and taking it back leaves nothing to save', () => {
  const taken = choose(emptyDraft, mapping, { method: 'group', subjectId: '3', providerId: null })
  expect(shownProvider(emptyDraft, mapping, 'group', '3')).toBe('didww')
  expect(shownProvider(taken, mapping, 'group', '3')).toBeNull()
  expect(changesOf(taken, 'group')).toEqual([{ subjectId: '3', providerId: null }])
  expect(choose(taken, mapping, { method: 'group', subjectId: '3', providerId: 'didww' }).size).toBe(0)
})

test('each Save button sends the choices of its own method, whatever is in the ids', () => {
  const one = choose(emptyDraft, mapping, { method: 'bundle', subjectId: 'b:1', providerId: 'didww' })
  const both = choose(one, mapping, { method: 'group', subjectId: '3', providerId: null })
  expect(changesOf(both, 'bundle')).toEqual([{ subjectId: 'b:1', providerId: 'didww' }])
  expect(changesOf(both, 'product')).toEqual([])
  expect(changesOf(without(both, ['bundle']), 'bundle')).toEqual([])
  expect(without(both, ['bundle']).size).toBe(1)
})
