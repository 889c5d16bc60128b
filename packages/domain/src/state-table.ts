/** A state machine as data: for each state, which event leads where. */
export type StateTable<State extends string, Event extends string> = Record<
  State,
  Partial<Record<Event, State>>
>

/** The state after the event, or undefined where the table does not allow it. */
export function nextState<State extends string, Event extends string>(
  table: StateTable<State, Event>,
  state: State,
  event: Event,
): State | undefined {
  return table[state][event]
}

/** The events that the table allows in this state; screens draw their buttons from it. */
export function allowedEvents<State extends string, Event extends string>(
  table: StateTable<State, Event>,
  state: State,
): Event[] {
  return Object.keys(table[state]) as Event[]
}

/** Every state that can be reached from `start`, itself included. */
export function reachableStates<State extends string, Event extends string>(
  table: StateTable<State, Event>,
  start: State,
): Set<State> {
  const seen = new Set<State>([start])
  const queue: State[] = [start]
  for (let state = queue.shift(); state !== undefined; state = queue.shift()) {
    for (const target of Object.values(table[state]) as State[]) {
      if (!seen.has(target)) {
        seen.add(target)
        queue.push(target)
      }
    }
  }
  return seen
}
