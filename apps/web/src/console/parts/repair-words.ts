import type { RepairBody } from '@turnup/contracts'

export type RepairKind = RepairBody['kind']

interface RepairWords {
  name: string
  /** What it does and when it is right, in a sentence. */
  explains: string
  /** Words of the button that sends it. */
  sends: string
}

export const repairWords: Record<RepairKind, RepairWords> = {
  retry: {
    name: 'Try again',
    explains:
      'Right when the cause is mended. Where the outcome is unknown, Turnup looks first and sends only what is not there.',
    sends: 'Try again',
  },
  'change-input': {
    name: 'Change one field, then try again',
    explains: 'Right when one value was wrong, such as a product or a client number.',
    sends: 'Change and try again',
  },
  adopt: {
    name: 'Adopt what is there',
    explains:
      'Right when you looked in the outside system and it has happened: Turnup takes over the result and sends nothing.',
    sends: 'Adopt the result',
  },
  skip: {
    name: 'Skip with a reason',
    explains:
      'The order goes on without this step. Right when it is not needed or was done by hand and gave no result.',
    sends: 'Skip the step',
  },
  replace: {
    name: 'Replace and start over',
    explains:
      'The step begins again with another input. Right when several values change, such as another profile or line.',
    sends: 'Replace and start over',
  },
}
