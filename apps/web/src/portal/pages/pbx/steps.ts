/** The steps of the wizard, each with an address of its own (R166 to R178). */
export const stepNames = ['company', 'number', 'registration', 'extensions', 'admin', 'summary'] as const
export type StepName = (typeof stepNames)[number]

export interface Progress {
  /** Steps that were filled in and gone on from. */
  done: StepName[]
  /** Whether the chosen number needs a registration (R169). */
  needsRegistration: boolean
}

export function isStep(text: string): text is StepName {
  return stepNames.some((name) => name === text)
}

/** The steps that this order has, in their order. Pure. */
export function stepsOf({ needsRegistration }: Pick<Progress, 'needsRegistration'>): StepName[] {
  return stepNames.filter((name) => name !== 'registration' || needsRegistration)
}

/** The first step that is not done; the summary is never done before it is sent. Pure. */
export function firstOpenStep(progress: Progress): StepName {
  return stepsOf(progress).find((name) => !progress.done.includes(name)) ?? 'summary'
}

/** Whether somebody may stand on a step now: it is one of this order's, and all before it are done. Pure. */
export function isReachable(step: StepName, progress: Progress): boolean {
  const steps = stepsOf(progress)
  const place = steps.indexOf(step)
  return place >= 0 && place <= steps.indexOf(firstOpenStep(progress))
}

/** Where "continue" leads. Pure. */
export function stepAfter(step: StepName, progress: Pick<Progress, 'needsRegistration'>): StepName {
  const steps = stepsOf(progress)
  return steps[steps.indexOf(step) + 1] ?? 'summary'
}

/** Where "back" leads; undefined on the first step. Pure. */
export function stepBefore(
  step: StepName,
  progress: Pick<Progress, 'needsRegistration'>,
): StepName | undefined {
  const steps = stepsOf(progress)
  return steps[steps.indexOf(step) - 1]
}
