import { isCardOption } from './options.ts'

export interface BasketLine {
  id: string
  sku: string
  /** Only to name it should it vanish from the catalogue; what is shown and paid comes from there. */
  name: string
  quantity: number
  options: Record<string, string>
}

/** A try to place what is in the basket. */
export interface Sending {
  key: string
  /** Of what was sent, so that the same content goes under the same key and any other under a new one. */
  digest: string
  /** No clear answer came: the order may be there. */
  unsure: boolean
}

export interface Basket {
  lines: BasketLine[]
  promoCode: string
  notes: string
  sending?: Sending
}

const storageKey = 'turnup-basket'
export const emptyBasket: Basket = { lines: [], promoCode: '', notes: '' }

let kept: { owner: string; basket: Basket } | undefined
const listeners = new Set<() => void>()

/** The basket of one customer; somebody else's at the same screen is nobody's business. */
export function basketOf(owner: string): Basket {
  kept ??= readStored()
  return kept?.owner === owner ? kept.basket : emptyBasket
}

export function changeBasket(owner: string, change: (basket: Basket) => Basket): void {
  kept = { owner, basket: change(basketOf(owner)) }
  try {
    sessionStorage.setItem(storageKey, JSON.stringify({ owner, basket: withoutCards(kept.basket) }))
  } catch {
    // Storage may be full or forbidden; the basket then lives as long as the page.
  }
  for (const listener of listeners) listener()
}

export function watchBasket(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Puts a line into the basket; the same product with the same options becomes more of it. Pure. */
export function withLine(basket: Basket, line: BasketLine): Basket {
  const isSame = (one: BasketLine) =>
    one.sku === line.sku && sameOptions(one.options, line.options) && !hasCard(one)
  const same = basket.lines.find(isSame)
  if (!same) return { ...basket, lines: [...basket.lines, line] }
  return withChange(basket, same.id, { quantity: same.quantity + line.quantity })
}

/** Pure. */
export function withChange(basket: Basket, id: string, change: Partial<BasketLine>): Basket {
  return { ...basket, lines: basket.lines.map((line) => (line.id === id ? { ...line, ...change } : line)) }
}

/** With the last line goes everything else, and what became of an earlier try too. Pure. */
export function withoutLine(basket: Basket, id: string): Basket {
  const lines = basket.lines.filter((line) => line.id !== id)
  return lines.length === 0 ? emptyBasket : { ...basket, lines }
}

function sameOptions(one: Record<string, string>, other: Record<string, string>): boolean {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)])
  return [...keys].every((key) => (one[key] ?? '') === (other[key] ?? ''))
}

function hasCard({ options }: BasketLine): boolean {
  return Object.keys(options).some(isCardOption)
}

/** Card numbers stay in memory: after a reload they are asked for again. */
function withoutCards(basket: Basket): Basket {
  const lines = basket.lines.map((line) => ({
    ...line,
    options: Object.fromEntries(Object.entries(line.options).filter(([key]) => !isCardOption(key))),
  }))
  return { ...basket, lines }
}

function readStored(): typeof kept {
  try {
    const stored = JSON.parse(sessionStorage.getItem(storageKey) ?? 'null') as typeof kept | null
    return stored && Array.isArray(stored.basket?.lines) ? stored : undefined
  } catch {
    return undefined
  }
}
