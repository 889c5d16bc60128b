import { describe, expect, test } from 'vitest'
import { ApiError } from '../../../api/api-error.ts'
import { lineRefusalOf } from './line-refusal.ts'
import { endsKey, isUnsure, sendingOf } from './sending.ts'

const body = { items: [{ productId: 'ESIM-DATA-20', quantity: 1 }] }
const more = { items: [{ productId: 'ESIM-DATA-20', quantity: 2 }] }

describe('the key of an order', () => {
  test('stays the same while the same basket is sent again', async () => {
    const first = await sendingOf(body, undefined)
    expect(await sendingOf(structuredClone(body), { ...first, unsure: true })).toMatchObject({
      key: first.key,
    })
  })

  test('changes with the basket', async () => {
    const first = await sendingOf(body, undefined)
    const second = await sendingOf(more, first)
    expect(second.key).not.toBe(first.key)
    expect(second.unsure).toBe(false)
  })
})

describe('what an answer says about the order', () => {
  test.each([
    [0, 'OFFLINE'],
    [503, 'ORDER_OUTCOME_UNKNOWN'],
    [503, 'TEMPORARILY_UNAVAILABLE'],
    [500, 'INTERNAL'],
    [502, 'UNREADABLE_ANSWER'],
    [409, 'REQUEST_IN_PROGRESS'],
  ])('%i %s leaves open whether it arrived', (status, code) => {
    expect(isUnsure(new ApiError(status, { code, message: '' }))).toBe(true)
  })

  test.each([
    [409, 'PAYMENT_METHOD_MISSING'],
    [422, 'PRODUCT_UNKNOWN'],
    [401, 'NOT_SIGNED_IN'],
  ])('%i %s is a clear no, and the same key may be used again', (status, code) => {
    const error = new ApiError(status, { code, message: '' })
    expect(isUnsure(error)).toBe(false)
    expect(endsKey(error)).toBe(false)
  })

  test('an order that was refused for good does not hold its key', () => {
    expect(endsKey(new ApiError(422, { code: 'ORDER_REFUSED', message: '' }))).toBe(true)
  })
})

describe('a refusal about a line', () => {
  test.each([
    ['items.0.configOptions.21', { index: 0, optionKey: '21' }],
    ['items.12.productId', { index: 12 }],
    ['items.1', { index: 1 }],
    ['promoCode', undefined],
    [undefined, undefined],
  ])('%s', (field, expected) => {
    expect(lineRefusalOf(new ApiError(422, { code: 'X', message: '', ...(field ? { field } : {}) }))).toEqual(
      expected,
    )
  })
})
