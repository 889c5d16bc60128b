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

/** @returns undefined when the text is not a cursor of this sort with `length` values that PostgreSQL can read */
export function decodeCursor(cursor: string, sort: string, length: number): PagePosition | undefined {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (!Array.isArray(parsed) || parsed.length !== length + 1 || parsed[0] !== sort) return undefined
    const position = parsed.slice(1)
    return position.every((value) => typeof value === 'string' && isReadable(value)) ? position : undefined
  } catch {
    return undefined
  }
}

const instantPattern =
  /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)(?:\.\d{1,6})?[+-](\d\d)(?::(\d\d)(?::\d\d)?)?$/
const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** What looks like an instant or an id must be one: a forged cursor is refused, and no statement fails over it. */
function isReadable(value: string): boolean {
  if (/^\d+-\d+-\d+ /.test(value)) return isInstant(value)
  if (/^[0-9a-f-]{36}$/i.test(value)) return uuidPattern.test(value)
  return !value.includes('\0')
}

/** Whether there is such an instant: no 31 February, no 25 o'clock. */
function isInstant(text: string): boolean {
  const parts = instantPattern.exec(text)?.slice(1).map(Number)
  if (!parts) return false
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, zoneHour = 0, zoneMinute = 0] = parts
  const date = new Date(Date.UTC(year, month - 1, day))
  const isDay =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return isDay && hour < 24 && minute < 60 && second < 60 && zoneHour < 15 && (zoneMinute || 0) < 60
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
