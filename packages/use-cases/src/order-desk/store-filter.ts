import type { ConsoleOrderFilter } from '@turnup/contracts'
import { refuse } from '@turnup/domain'
import type { OrderFilter } from '@turnup/store'

/** The filter of a request in the words of the store. */
export function storeFilter(filter: ConsoleOrderFilter, now: Date): OrderFilter {
  return {
    states: filter.state,
    kinds: filter.kind,
    errorCodes: filter.errorCode,
    who: filter.who,
    connector: filter.connector,
    customer: filter.customer,
    text: filter.text,
    createdFrom: instantOf(filter.createdFrom),
    createdBefore: instantOf(filter.createdBefore),
    updatedFrom: instantOf(filter.updatedFrom),
    updatedBefore: instantOf(filter.updatedBefore),
    dueBefore: filter.overdue ? now : undefined,
  }
}

export function instantOf(text: string | undefined): Date | undefined {
  return text === undefined ? undefined : new Date(text)
}

/** The answer to a cursor that no page gave out under this sort. */
export function cursorRefusal() {
  return refuse('invalid', 'CURSOR_INVALID', 'This cursor does not belong here. Begin with the first page.', {
    field: 'cursor',
  })
}
