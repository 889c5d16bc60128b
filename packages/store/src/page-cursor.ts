/** Where a page ended: the values of the sort columns of its last row, as PostgreSQL prints them. */
export type PagePosition = string[]

/** One page and the cursor of the next; no cursor means that this was the last. */
export interface Page<Row> {
  items: Row[]
  nextCursor?: string
}

/** Makes a position opaque; `sort` is kept, so that a cursor is never used under another order. */
export function encodeCursor(sort: string, position: PagePosition): string {
  return Buffer.from(JSON.stringify([sort, ...position])).toString('base64url')
}

/** @returns undefined when the text is not a cursor of this sort with `length` values */
export function decodeCursor(cursor: string, sort: string, length: number): PagePosition | undefined {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (!Array.isArray(parsed) || parsed.length !== length + 1 || parsed[0] !== sort) return undefined
    const position = parsed.slice(1)
    return position.every((value) => typeof value === 'string') ? position : undefined
  } catch {
    return undefined
  }
}

/** Cuts the one row that was read too many, and says where the next page starts. */
export function toPage<Row>(
  rows: Row[],
  limit: number,
  sort: string,
  positionOf: (row: Row) => PagePosition,
): Page<Row> {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  if (rows.length <= limit || last === undefined) return { items }
  return { items, nextCursor: encodeCursor(sort, positionOf(last)) }
}
