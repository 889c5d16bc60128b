import type { ProvisionRequestSource } from '@turnup/domain'

/** Where platform events that ask for fulfilment come from. */
export interface EventDoor {
  source: ProvisionRequestSource
  topic: string
}

/** The event door that is open now, and word of every change. */
export interface EventDoors {
  /** Undefined where platform events are switched off. */
  present(): EventDoor | undefined
  /** @returns how to end the calling back */
  onChange(listener: () => void): () => void
}

/** A door that never changes. */
export function steadyDoor(door: EventDoor | undefined): EventDoors {
  return { present: () => door, onChange: () => () => undefined }
}

/** A door that delivers nothing and says why. */
export function closedDoor(reason: string): EventDoor {
  return {
    topic: 'closed',
    source: {
      subscribe({ onState }) {
        onState({ state: 'stopped', reason })
        return { stop: async () => undefined }
      },
    },
  }
}
