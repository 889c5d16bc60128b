import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { BasketLine } from './basket.ts'

const lineOf = (parts: Partial<BasketLine> = {}): BasketLine => ({
  id: 'one',
  sku: 'ESIM-DATA-20',
  name: 'eSIM 20 GB',
  quantity: 1,
  options: {},
  ...parts,
})

/** What a tab keeps over a reload. */
const stored = new Map<string, string>()

/** The module as it is after a reload of the page. */
async function reloaded() {
  vi.resetModules()
  return import('./basket.ts')
}

beforeEach(() => {
  stored.clear()
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
  })
})

describe('the basket', () => {
  test('survives a reload', async () => {
    const { changeBasket, withLine } = await reloaded()
    changeBasket('ada', (basket) => ({ ...withLine(basket, lineOf()), promoCode: 'SPRING' }))
    const { basketOf } = await reloaded()
    expect(basketOf('ada')).toMatchObject({ lines: [lineOf()], promoCode: 'SPRING' })
  })

  test('of one customer is not shown to the next one at the same screen', async () => {
    const { basketOf, changeBasket, withLine } = await reloaded()
    changeBasket('ada', (basket) => withLine(basket, lineOf()))
    expect(basketOf('bruno').lines).toEqual([])
    changeBasket('bruno', (basket) => withLine(basket, lineOf({ sku: 'VPN' })))
    expect((await reloaded()).basketOf('ada').lines).toEqual([])
  })

  test('never stores the number of a card', async () => {
    const { basketOf, changeBasket, withLine } = await reloaded()
    const options = { iccid: '8910000000000000012', '21': '212' }
    changeBasket('ada', (basket) => withLine(basket, lineOf({ options })))
    expect(basketOf('ada').lines[0]?.options).toEqual(options)
    expect([...stored.values()].join()).not.toContain('8910000000000000012')
    expect((await reloaded()).basketOf('ada').lines[0]?.options).toEqual({ '21': '212' })
  })

  test('forgets an unclear try with its last line', async () => {
    const { emptyBasket, withLine, withoutLine } = await reloaded()
    const sending = { key: 'key', digest: 'digest', unsure: true }
    const basket = {
      ...withLine(withLine(emptyBasket, lineOf()), lineOf({ id: 'two', sku: 'VPN' })),
      sending,
    }
    expect(withoutLine(basket, 'two').sending).toEqual(sending)
    expect(withoutLine(withoutLine(basket, 'two'), 'one')).toEqual(emptyBasket)
  })

  test('is empty when what is stored cannot be read', async () => {
    stored.set('turnup-basket', '{"owner":')
    expect((await reloaded()).basketOf('ada').lines).toEqual([])
  })

  test('counts the same choice up, and keeps another choice and each card apart', async () => {
    const { emptyBasket, withLine } = await reloaded()
    const add = (lines: BasketLine[]) => lines.reduce(withLine, emptyBasket).lines
    expect(add([lineOf(), lineOf({ id: 'two', quantity: 2 })])).toEqual([lineOf({ quantity: 3 })])
    expect(add([lineOf(), lineOf({ id: 'two', options: { '21': '212' } })])).toHaveLength(2)
    const card = { iccid: '8910000000000000012' }
    expect(add([lineOf({ options: card }), lineOf({ id: 'two', options: card })])).toHaveLength(2)
  })
})
