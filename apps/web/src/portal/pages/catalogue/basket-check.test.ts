import { describe, expect, test } from 'vitest'
import type { BasketLine } from './basket.ts'
import { checkLines, lineAmount, orderRequestOf, totalsOf } from './basket-check.ts'
import { cardNumber, productOf, roaming } from './products.test-data.ts'

const lineOf = (parts: Partial<BasketLine> = {}): BasketLine => ({
  id: 'one',
  sku: 'ESIM-DATA-20',
  name: 'eSIM 20 GB',
  quantity: 1,
  options: {},
  ...parts,
})

const problemsOf = (lines: BasketLine[], items: ReturnType<typeof productOf>[]) =>
  checkLines(lines, items).map(({ problem }) => problem)

describe('a basket against the catalogue of today', () => {
  test('a product that has vanished is named, not dropped', () => {
    const [checked] = checkLines([lineOf({ sku: 'OLD', name: 'Old offer' })], [productOf()])
    expect(checked).toMatchObject({ problem: 'gone', line: { name: 'Old offer' } })
    expect(checked?.item).toBeUndefined()
  })

  test('a product whose set-up is not complete holds the order up', () => {
    expect(problemsOf([lineOf()], [productOf({ orderable: false })])).toEqual(['not-orderable'])
  })

  test('the limit counts all lines of a product together', () => {
    const lines = [lineOf({ quantity: 3 }), lineOf({ id: 'two', quantity: 3, options: { '21': '212' } })]
    expect(problemsOf(lines, [productOf({ maxQuantity: 5 })])).toEqual(['too-many', 'too-many'])
    expect(problemsOf(lines, [productOf({ maxQuantity: 6 })])).toEqual([undefined, undefined])
  })

  test('each card is a line of its own, because it has a number of its own', () => {
    const sim = productOf({ options: [cardNumber] })
    const options = { iccid: '8910 0000 0000 0000 012' }
    expect(problemsOf([lineOf({ options })], [sim])).toEqual([undefined])
    expect(problemsOf([lineOf({ options, quantity: 2 })], [sim])).toEqual(['too-many'])
  })

  test('a required option without a choice, and a choice that is not offered, hold the order up', () => {
    const item = productOf({ options: [{ ...roaming, default: undefined }] })
    expect(problemsOf([lineOf()], [item])).toEqual(['options'])
    expect(problemsOf([lineOf({ options: { '21': '999' } })], [item])).toEqual(['options'])
    expect(problemsOf([lineOf({ options: { '21': '212' } })], [item])).toEqual([undefined])
  })

  test('a card number that cannot be one holds the order up', () => {
    const sim = productOf({ options: [cardNumber] })
    expect(problemsOf([lineOf({ options: { iccid: '1234' } })], [sim])).toEqual(['options'])
  })
})

describe('what is paid', () => {
  test('months, years and once are never added together', () => {
    const vpn = productOf({ billingCycle: 'annually', price: { amountMinor: 9000, currency: 'USD' } })
    const setUp = productOf({ billingCycle: 'one-time', price: { amountMinor: 1500, currency: 'USD' } })
    const totals = totalsOf([
      { item: productOf(), line: lineOf({ quantity: 2 }) },
      { item: productOf(), line: lineOf() },
      { item: vpn, line: lineOf() },
      { item: setUp, line: lineOf() },
      { line: lineOf() },
    ])
    expect(totals).toEqual({
      monthly: { amountMinor: 5400, currency: 'USD' },
      annually: { amountMinor: 9000, currency: 'USD' },
      'one-time': { amountMinor: 1500, currency: 'USD' },
    })
  })

  test('choices with a price count for each piece, defaults included', () => {
    const item = productOf({ options: [roaming] })
    expect(lineAmount(item, lineOf({ quantity: 2, options: { '21': '212' } })).amountMinor).toBe(4600)
    expect(lineAmount(item, lineOf({ quantity: 2 })).amountMinor).toBe(3600)
    const dear = productOf({ options: [{ ...roaming, default: '212' }] })
    expect(lineAmount(dear, lineOf()).amountMinor).toBe(2300)
  })
})

describe('what is sent', () => {
  test('lines keep their order, options their defaults, and nothing says a price', () => {
    const checked = checkLines(
      [lineOf({ options: { '21': '212', gone: 'x' } }), lineOf({ id: 'two', sku: 'VPN', quantity: 3 })],
      [productOf({ options: [roaming] }), productOf({ sku: 'VPN' })],
    )
    expect(orderRequestOf(checked, { promoCode: ' SPRING ', notes: '  ' })).toEqual({
      items: [
        { productId: 'ESIM-DATA-20', quantity: 1, configOptions: { '21': '212' } },
        { productId: 'VPN', quantity: 3 },
      ],
      promoCode: 'SPRING',
    })
  })

  test('a card number is the same order, with blanks or without', () => {
    const sim = productOf({ options: [cardNumber] })
    const sent = (iccid: string) =>
      orderRequestOf(checkLines([lineOf({ options: { iccid } })], [sim]), { promoCode: '', notes: '' })
    expect(sent(' 8910 0000-0000 0000 012')).toEqual(sent('8910000000000000012'))
  })
})
