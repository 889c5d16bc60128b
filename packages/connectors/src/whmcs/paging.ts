import type { PageRange } from './client.ts'

/** WHMCS gives 25 unless told otherwise; more at once spares round trips. */
const pageSize = 100

/** Reads a list to its end. `readPage` gives one page and the total as WHMCS counts it. */
export async function readAll<Item>(
  readPage: (range: PageRange) => Promise<{ total: number; items: Item[] }>,
): Promise<Item[]> {
  const all: Item[] = []
  for (;;) {
    const { total, items } = await readPage({ limitstart: all.length, limitnum: pageSize })
    all.push(...items)
    if (items.length === 0 || all.length >= total) return all
  }
}
