import type { ConsoleOrderCountsBody, OperatorRoleName } from '@turnup/contracts'
import type { QueueSearch } from './queue-search.ts'

export interface QueueView {
  name: string
  search: QueueSearch
  count?: number
  /** Counts as something that waits for somebody here. */
  isUrgent?: boolean
}

const openStates = ['acknowledged', 'pending', 'inProgress', 'held', 'assessingCancellation']

/** The views that people come back to all day. */
export function queueViews(counts: ConsoleOrderCountsBody | undefined, role: OperatorRoleName): QueueView[] {
  const mine = role === 'administrator' ? ['operator', 'administrator'] : ['operator']
  const sum = (entries: { key: string; count: number }[] | undefined, keys: string[]) =>
    entries?.filter(({ key }) => keys.includes(key)).reduce((total, { count }) => total + count, 0)
  return [
    {
      name: 'My turn',
      search: { who: mine.join(','), sort: 'due' },
      count: sum(counts?.byActor, mine),
      isUrgent: true,
    },
    { name: 'Overdue', search: { overdue: true, sort: 'due' }, count: counts?.overdue, isUrgent: true },
    { name: 'Stuck', search: { state: 'held' }, count: sum(counts?.byState, ['held']), isUrgent: true },
    { name: 'Open', search: { state: openStates.join(',') }, count: sum(counts?.byState, openStates) },
    { name: 'Today', search: { created: 'today' } },
    { name: 'All', search: {} },
  ]
}

/** Whether the address shows this view, in whatever order. */
export function isView(view: QueueView, search: QueueSearch): boolean {
  const plain = ({ sort: _sort, ...rest }: QueueSearch) => JSON.stringify(Object.entries(rest).sort())
  return plain(view.search) === plain(search)
}
