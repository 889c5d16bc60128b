import { expect, test } from 'vitest'
import { changedFields } from './changed-fields.ts'

test('only what differs is told, records in a list by their key', () => {
  const step = { key: 'billing.add-order', state: 'failed', input: { clientId: '11' } }
  const before = { state: 'held', steps: [step, { key: 'line.activate:1.1', state: 'failed' }] }
  const after = {
    state: 'inProgress',
    steps: [
      { ...step, state: 'ready', input: { clientId: '12' } },
      { key: 'line.activate:1.1', state: 'failed' },
    ],
  }
  expect(changedFields(before, after)).toEqual([
    { path: 'state', before: 'held', after: 'inProgress' },
    { path: 'steps › billing.add-order › state', before: 'failed', after: 'ready' },
    { path: 'steps › billing.add-order › input › clientId', before: '11', after: '12' },
  ])
})

test('what came new and what went is told field by field', () => {
  expect(changedFields(undefined, { role: 'viewer', tags: ['a', 'b'] })).toEqual([
    { path: 'role', before: undefined, after: 'viewer' },
    { path: 'tags', before: undefined, after: ['a', 'b'] },
  ])
  expect(changedFields({ paused: true }, null)).toEqual([{ path: 'paused', before: true, after: undefined }])
})

test('lines of an order are told by their SKU', () => {
  const items = [{ sku: 'ESIM-DATA-20', quantity: 2 }, { sku: 'VPN' }]
  expect(changedFields(undefined, { items })).toEqual([
    { path: 'items › ESIM-DATA-20 › quantity', before: undefined, after: 2 },
    { path: 'items › VPN › sku', before: undefined, after: 'VPN' },
  ])
})

test('a list without names of its own is compared as a whole', () => {
  expect(changedFields({ ids: [1, 2] }, { ids: [1, 3] })).toEqual([
    { path: 'ids', before: [1, 2], after: [1, 3] },
  ])
  expect(changedFields({ ids: [1, 2] }, { ids: [1, 2] })).toEqual([])
})

test('a value that becomes a record, and null, are differences', () => {
  expect(changedFields({ a: null }, { a: { b: 1 } })).toEqual([{ path: 'a', before: null, after: { b: 1 } }])
  expect(changedFields({ a: 'x' }, { a: null })).toEqual([{ path: 'a', before: 'x', after: null }])
})
