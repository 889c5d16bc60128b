import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromAddress2, toAddress2 } from './address.ts'
import { toOrderStatus, toProduct } from './map.ts'
import { hasRef } from './marker.ts'
import { redactAnswer, redactRequest } from './redact.ts'
import * as wire from './wire.ts'

describe('what WHMCS may send instead of a list', () => {
  const none = ['', [], null, undefined, { order: '' }, { order: [] }, { order: null }]
  test.for(none.map((value) => [value] as const))('an empty list: %j', ([orders]) => {
    expect(wire.OrderPage.parse({ totalresults: '0', orders })).toEqual({ totalresults: 0, orders: [] })
  })

  test('the list is missing altogether', () => {
    expect(wire.OrderPage.parse({}).orders).toEqual([])
  })

  test('one element without its list, and a PHP array with gaps', () => {
    const order = { id: 7, userid: '1', invoiceid: '0', status: 'Active', lineitems: '' }
    const expected = [{ id: '7', userid: '1', status: 'Active', notes: '', lineitems: [] }]
    expect(wire.OrderPage.parse({ totalresults: 1, orders: { order } }).orders).toEqual(expected)
    expect(wire.OrderPage.parse({ totalresults: 1, orders: { order: { '3': order } } }).orders).toEqual(
      expected,
    )
  })

  test('something that is no list is not taken for one', () => {
    expect(wire.OrderPage.safeParse({ orders: 'Oops' }).success).toBe(false)
  })
})

describe('fields', () => {
  const service = {
    id: '5',
    clientid: 2,
    orderid: '9',
    pid: 101,
    name: 'Tom &amp; Jerry&#039;s &lt;1G&gt;',
    nextduedate: '0000-00-00',
    regdate: '2026-01-31',
    recurringamount: '',
  }
  test('ids become texts, entities characters, the date that is none is absent, an empty amount is zero', () => {
    const [read] = wire.ServicePage.parse({ totalresults: '1', products: { product: [service] } }).products
    expect(read).toMatchObject({ id: '5', clientid: '2', pid: '101', name: "Tom & Jerry's <1G>", qty: 1 })
    expect(read?.nextduedate).toBeUndefined()
    expect(read?.regdate).toBe('2026-01-31')
    expect(read?.recurringamount).toBe('0.00')
  })

  test('a client is read from both shapes of the answer', () => {
    const client = {
      id: '3',
      firstname: 'Ada',
      email: 'a@example.com',
      customfields: [{ id: 198, value: 'C-1' }],
    }
    for (const answer of [
      { result: 'success', ...client },
      { result: 'success', client },
    ]) {
      expect(wire.ClientDetails.parse(answer)).toMatchObject({
        id: '3',
        firstname: 'Ada',
        customfields: [{ id: '198', value: 'C-1' }],
      })
    }
  })

  test('a cycle with price -1.00 is switched off; a one-time product keeps its price under monthly', () => {
    const product = {
      pid: '1',
      name: 'X',
      pricing: { USD: { monthly: '12.50', annually: '-1.00', prefix: '$' } },
      customfields: { customfield: [{ id: 4, name: 'Turnup reference|Our reference' }] },
      configoptions: '',
    }
    const read = (paytype: string) =>
      toProduct(
        wire.ProductPage.parse({ products: { product: [{ ...product, paytype }] } }).products[0]!,
        'USD',
      )
    expect(read('recurring').prices).toEqual({ monthly: { amountMinor: 1250, currency: 'USD' } })
    expect(read('onetime').prices).toEqual({ 'one-time': { amountMinor: 1250, currency: 'USD' } })
    expect(read('recurring').customFields).toEqual([{ id: '4', name: 'Turnup reference' }])
    expect(read('recurring').allowsQuantity).toBe(false)
  })

  test('an order status that somebody added in WHMCS never counts as active', () => {
    expect(['Active', 'Pending', 'Cancelled', 'Fraud', 'Draft'].map(toOrderStatus)).toEqual([
      'active',
      'pending',
      'cancelled',
      'fraud',
      'pending',
    ])
  })
})

test('a second address line is told apart again', () => {
  const part = fc.option(
    fc.stringMatching(/^[A-Za-z0-9 ,/-]{1,12}$/).map((text) => text.trim() || 'x'),
    {
      nil: undefined,
    },
  )
  fc.assert(
    fc.property(part, part, part, (addressLine2, buildingName, roomNumber) => {
      const given = Object.fromEntries(
        Object.entries({ addressLine2, buildingName, roomNumber }).filter(([, value]) => value !== undefined),
      )
      expect(fromAddress2(toAddress2(given))).toEqual(given)
    }),
  )
})

test('a reference is found as a word only', () => {
  expect(hasRef('sfOrderId=801 ref=o.1\nplease hurry', 'o.1')).toBe(true)
  expect(hasRef('sfOrderId=801 ref=o.10', 'o.1')).toBe(false)
  expect(hasRef('myref=o.1', 'o.1')).toBe(false)
})

describe('what is told about a call', () => {
  test('no credentials, no person, no SIM number in the request', () => {
    const request = redactRequest({
      identifier: 'id-1',
      secret: 's-1',
      accesskey: 'k-1',
      password2: 'p-1',
      firstname: 'Ada',
      email: 'ada@example.com',
      customfields: { 0: 'YToxOnt9' },
      pid: { 0: '101' },
      notes: 'sfOrderId=801 ref=o.1\nRing at Moreno, code 4711',
    })
    expect(request).toEqual({
      firstname: '•••',
      email: 'a•••@example.com',
      customfields: '•••',
      pid: { 0: '101' },
      notes: 'sfOrderId=801 ref=o.1 •••',
    })
  })

  test('no token, password or person in the answer, at any depth', () => {
    const answer = redactAnswer({
      result: 'success',
      paymethods: [{ remote_token: 't-1' }],
      redirect_url: 'https://x.example/?access_token=t-2',
      products: { product: [{ id: 1, password: 'p-1', status: 'Active' }] },
      client: { email: 'ada@example.com' },
    })
    expect(answer).toEqual({ result: 'success', products: { product: [{ id: 1, status: 'Active' }] } })
  })
})
