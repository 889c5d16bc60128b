import type { JsonObject } from '../json.ts'
import { isSettled, type StepState } from '../order/step-state.ts'
import type { Step, StepKey } from './plan.ts'

interface GraphStep {
  key: StepKey
  needs: StepKey[]
}

/** Keys that appear twice, arrows that lead nowhere, and circles; empty for a sound plan. */
export function planFlaws(steps: GraphStep[]): string[] {
  const keys = new Set(steps.map((step) => step.key))
  const flaws: string[] = []
  if (keys.size !== steps.length) flaws.push('two steps share a key')
  for (const step of steps) {
    for (const need of step.needs)
      if (!keys.has(need)) flaws.push(`${step.key} needs ${need}, which is not in the plan`)
  }
  if (flaws.length === 0 && orderOfSteps(steps).length !== steps.length)
    flaws.push('the steps need each other in a circle')
  return flaws
}

/** The steps in an order in which each comes after all it needs; steps in a circle are left out. */
export function orderOfSteps<S extends GraphStep>(steps: S[]): S[] {
  const sorted: S[] = []
  const placed = new Set<StepKey>()
  let left = steps
  while (left.length > 0) {
    const next = left.filter((step) => step.needs.every((need) => placed.has(need)))
    if (next.length === 0) return sorted
    for (const step of next) placed.add(step.key)
    sorted.push(...next)
    left = left.filter((step) => !placed.has(step.key))
  }
  return sorted
}

/** Waiting steps whose needs are all settled; gates are the caller's business. */
export function releasable<S extends GraphStep & { state: StepState }>(steps: S[]): S[] {
  const stateOf = new Map(steps.map((step) => [step.key, step.state]))
  return steps.filter(
    (step) =>
      step.state === 'waiting' &&
      step.needs.every((need) => {
        const state = stateOf.get(need)
        return state !== undefined && isSettled(state)
      }),
  )
}

/** Steps that may be undone now: nothing that needs them is still standing. */
export function undoable<S extends GraphStep & { state: StepState }>(steps: S[]): S[] {
  return steps.filter(
    (step) =>
      step.state === 'undoing' &&
      !steps.some(
        (other) => other.needs.includes(step.key) && other.state !== 'undone' && other.state !== 'skipped',
      ),
  )
}

/**
 * The step's input with every {"$result", "path"} replaced by what that step gave.
 * @throws RangeError when a result that is needed is not there
 */
export function resolveInput(
  input: Step['input'],
  resultOf: (key: StepKey) => JsonObject | undefined,
): JsonObject {
  return resolveValue(input, resultOf) as JsonObject
}

function resolveValue(value: unknown, resultOf: (key: StepKey) => JsonObject | undefined): unknown {
  if (Array.isArray(value)) return value.map((entry) => resolveValue(entry, resultOf))
  if (typeof value !== 'object' || value === null) return value
  if ('$result' in value && 'path' in value)
    return lookUp(String(value.$result), String(value.path), resultOf)
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, resolveValue(entry, resultOf)]))
}

function lookUp(key: StepKey, path: string, resultOf: (key: StepKey) => JsonObject | undefined): unknown {
  const found = path
    .split('.')
    .reduce<unknown>(
      (at, part) => (typeof at === 'object' && at !== null ? (at as JsonObject)[part] : undefined),
      resultOf(key),
    )
  if (found === undefined) throw new RangeError(`The result "${path}" of ${key} is not there.`)
  return found
}
