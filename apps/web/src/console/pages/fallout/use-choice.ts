import type { ConsoleOrderSummaryBody } from '@turnup/contracts'
import { useState } from 'react'
import type { Chosen } from './bulk-job.ts'

export interface Choice {
  isAll: boolean
  has(id: string): boolean
  /** How many orders; of all, as many as the cause has now. */
  count: number
  toggle(id: string): void
  chooseAll(): void
  chooseNone(): void
  chosen(): Chosen
}

/** Which orders of a cause are ticked: some of those shown, or all, also those that are not shown. */
export function useChoice(orders: ConsoleOrderSummaryBody[], allCount: number, isAllFirst: boolean): Choice {
  const [isAll, setAll] = useState(isAllFirst)
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  // An order that is repaired meanwhile leaves the list, and with it the choice.
  const shown = orders.filter(({ id }) => ids.has(id))
  return {
    isAll,
    has: (id) => isAll || ids.has(id),
    count: isAll ? allCount : shown.length,
    toggle: (id) => {
      const present = new Set(isAll ? orders.map((order) => order.id) : ids)
      if (!present.delete(id)) present.add(id)
      setAll(false)
      setIds(present)
    },
    chooseAll: () => setAll(true),
    chooseNone: () => {
      setAll(false)
      setIds(new Set())
    },
    chosen: () =>
      isAll && orders.length !== 1
        ? { kind: 'all', orders }
        : { kind: 'some', orders: isAll ? orders : shown },
  }
}
