import { expect, test } from 'vitest'
import { filterOf, readQueueSearch, tidySearch } from './queue-search.ts'
import { isView, queueViews } from './queue-views.ts'

test('an address is read back as it was written, and what the queue does not know is left out', () => {
  const search = { state: 'held', text: '00000012', overdue: true, sort: 'due' as const }
  expect(readQueueSearch({ ...search, other: 'x', kind: '', created: 'ever' })).toEqual(search)
  expect(readQueueSearch({ text: 12, sort: 'sideways', overdue: 'yes' })).toEqual({ text: '12' })
})

test('today begins at midnight where the operator is', () => {
  const now = new Date(2026, 2, 5, 14, 30)
  const { createdFrom, ...rest } = filterOf({ created: 'today', state: 'held' }, now)
  expect(new Date(String(createdFrom))).toEqual(new Date(2026, 2, 5))
  expect(rest).toEqual({ state: 'held' })
})

test('a view is recognised whatever the order of the list, and one with another filter is not', () => {
  const [mine] = queueViews(undefined, 'operator')
  if (!mine) throw new Error('There is no first view.')
  expect(isView(mine, { sort: '-updated', who: 'operator' })).toBe(true)
  expect(isView(mine, { who: 'operator', kind: 'top-up' })).toBe(false)
  expect(tidySearch({ who: undefined, kind: 'top-up' })).toEqual({ kind: 'top-up' })
})

test('an administrator’s turn is also what waits for administrators', () => {
  const counts = {
    byState: [],
    byCause: [],
    byActor: [
      { key: 'operator', count: 2 },
      { key: 'administrator', count: 3 },
    ],
    overdue: 0,
  }
  expect(queueViews(counts, 'operator')[0]?.count).toBe(2)
  expect(queueViews(counts, 'administrator')[0]?.count).toBe(5)
})
