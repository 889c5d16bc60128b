import type { StateTable } from '../state-table.ts'

export const stepStates = [
  'waiting', // something it needs is not there yet
  'ready', // may run, or runs again at its wake-up time
  'running', // an attempt is open
  'done',
  'skipped',
  'failed', // fallout: a person decides
  'unknown', // fallout: the effect may have happened and looking cannot tell
  'undoing',
  'undone',
] as const
export type StepState = (typeof stepStates)[number]

export const stepEvents = [
  'release', // all it needs is there and its gate is open
  'begin',
  'succeed',
  'defer', // not now: again at the wake-up time
  'fail',
  'lose-track', // outcome unknown and looking could not tell
  'retry',
  'adopt', // a person says what the outside effect was
  'skip',
  'replace', // new input, start over
  'undo',
  'undone',
  'reset', // back to the start, under another reference (R195)
] as const
export type StepEvent = (typeof stepEvents)[number]

export const stepStateTable: StateTable<StepState, StepEvent> = {
  waiting: { release: 'ready', skip: 'skipped', undo: 'undone', replace: 'waiting', reset: 'waiting' },
  ready: {
    begin: 'running',
    fail: 'failed',
    skip: 'skipped',
    undo: 'undone',
    replace: 'ready',
    adopt: 'done',
    reset: 'waiting',
  },
  running: { succeed: 'done', defer: 'ready', fail: 'failed', 'lose-track': 'unknown' },
  done: { undo: 'undoing', reset: 'waiting' },
  skipped: { undo: 'undone', reset: 'waiting' },
  failed: {
    retry: 'ready',
    adopt: 'done',
    skip: 'skipped',
    replace: 'ready',
    undo: 'undoing',
    reset: 'waiting',
  },
  unknown: { retry: 'ready', adopt: 'done', skip: 'skipped', replace: 'ready', undo: 'undoing' },
  undoing: { undone: 'undone', fail: 'failed', 'lose-track': 'unknown', defer: 'undoing' },
  undone: {},
}

/** A step whose successors may run. */
export function isSettled(state: StepState): boolean {
  return state === 'done' || state === 'skipped'
}
