/** WHMCS's carelessness, on purpose: the same field is now a text, now a number, and empty lists take every form. */
let turn = 0

export function looseId(id: number): string | number {
  turn += 1
  return turn % 2 === 0 ? id : String(id)
}

export function looseList(wrapper: string, items: unknown[]): unknown {
  if (items.length > 0) return { [wrapper]: items }
  turn += 1
  return ['', [], { [wrapper]: [] }, { [wrapper]: '' }][turn % 4]
}

export function decimal(minor: number): string {
  return (minor / 100).toFixed(2)
}

/** @throws nothing: what is no amount counts as 0, as in PHP */
export function cents(decimalText: string | undefined): number {
  return Math.round((Number.parseFloat(decimalText ?? '') || 0) * 100)
}

/** limitstart and limitnum as WHMCS reads them: 0 and 25 unless given. */
export function pageOf(all: readonly number[], start: number, count: number): readonly number[] {
  return all.slice(start, start + (count > 0 ? count : 25))
}

/** YYYY-MM-DD HH:mm:ss in UTC. */
export function dateTime(at: Date): string {
  return at.toISOString().slice(0, 19).replace('T', ' ')
}

export function calendarDate(at: Date): string {
  return at.toISOString().slice(0, 10)
}

/** The same day so many months on, or that month's last day. */
export function addMonths(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  const lastDay = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  return calendarDate(new Date(Date.UTC(year, month - 1 + months, Math.min(day, lastDay))))
}
