import type { OverviewBody } from '@turnup/contracts'

type Bucket = OverviewBody['overTime'][number]
export type SeriesKey = Exclude<keyof Bucket, 'at'>

/** What is counted in each hour or day; the first is a line, the others are stacked in this order from below. */
export const series: { key: SeriesKey; words: string }[] = [
  { key: 'created', words: 'Placed' },
  { key: 'completed', words: 'Completed' },
  { key: 'cancelled', words: 'Cancelled' },
  { key: 'rejected', words: 'Rejected' },
]

export const stacked: SeriesKey[] = ['completed', 'cancelled', 'rejected']

export function stackHeight(row: Bucket): number {
  return stacked.reduce((sum, key) => sum + row[key], 0)
}

const hour = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })
const longHour = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' })
const longDay = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: 'UTC' })

/** Hours in the time of the reader; days as they are counted, in UTC. */
export function bucketName(at: string, bucket: OverviewBody['bucket']): string {
  return (bucket === 'hour' ? hour : day).format(new Date(at))
}

export function bucketNameLong(at: string, bucket: OverviewBody['bucket']): string {
  return (bucket === 'hour' ? longHour : longDay).format(new Date(at))
}
