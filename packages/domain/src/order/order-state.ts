import type { StateTable } from '../state-table.ts'

/** TM Forum TMF622 words. What each CRM field profile calls them is the connector's business (X01). */
export const orderStates = [
  'acknowledged', // accepted by us, not yet in the CRM
  'pending', // in the CRM, awaiting review
  'inProgress', // its plan is being carried out
  'held', // a person has to act: fallout
  'assessingCancellation', // being walked back
  'cancelled',
  'completed',
  'rejected', // the CRM refused to take it, or the reviewer said no
] as const
export type OrderState = (typeof orderStates)[number]

export const orderEvents = [
  'recorded', // the CRM has it
  'refused',
  'started', // a door asked for fulfilment and a plan exists
  'stuck', // some step needs a person and nothing else can run
  'resumed', // a repair or a decision made something runnable
  'finished',
  'cancel',
  'unwound',
] as const
export type OrderEvent = (typeof orderEvents)[number]

export const orderStateTable: StateTable<OrderState, OrderEvent> = {
  acknowledged: { recorded: 'pending', refused: 'rejected', started: 'inProgress', cancel: 'cancelled' },
  pending: { started: 'inProgress', stuck: 'held', refused: 'rejected', cancel: 'assessingCancellation' },
  inProgress: { stuck: 'held', finished: 'completed', cancel: 'assessingCancellation' },
  held: {
    resumed: 'inProgress',
    started: 'inProgress',
    finished: 'completed',
    cancel: 'assessingCancellation',
  },
  assessingCancellation: { stuck: 'held', unwound: 'cancelled', resumed: 'assessingCancellation' },
  cancelled: {},
  completed: {},
  rejected: {},
}

export const finalOrderStates: readonly OrderState[] = ['cancelled', 'completed', 'rejected']

export function isFinal(state: OrderState): boolean {
  return finalOrderStates.includes(state)
}
