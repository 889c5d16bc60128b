import { useFormatter, useLocale, useNow } from 'use-intl'
import { regionalLocale } from './regional-locale.ts'

/** A point in time in local time, for example 3 March 2026, 14:05; the full instant is in the tooltip. */
export function Moment({ at, withTime = true }: { at: string; withTime?: boolean }) {
  const format = useDates(withTime ? { dateStyle: 'medium', timeStyle: 'short' } : { dateStyle: 'medium' })
  return (
    <time dateTime={at} title={at}>
      {format(new Date(at))}
    </time>
  )
}

/** A calendar day (YYYY-MM-DD), the same in every time zone. */
export function Day({ on }: { on: string }) {
  const format = useDates({ dateStyle: 'medium', timeZone: 'UTC' })
  return <time dateTime={on}>{format(new Date(`${on}T12:00:00Z`))}</time>
}

function useDates(options: Intl.DateTimeFormatOptions): (date: Date) => string {
  const { format } = new Intl.DateTimeFormat(regionalLocale(useLocale()), options)
  return format
}

/** How long ago or how soon; goes on by itself. */
export function RelativeMoment({ at }: { at: string }) {
  const format = useFormatter()
  const now = useNow({ updateInterval: 10_000 })
  const date = new Date(at)
  const fullText = format.dateTime(date, { dateStyle: 'medium', timeStyle: 'medium' })
  return (
    <time dateTime={at} title={fullText}>
      {format.relativeTime(date, now)}
    </time>
  )
}
