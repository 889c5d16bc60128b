interface Placed {
  key: string
  needs: string[]
}

/** A step with its place in the plan; numbers begin at 1 and go level by level. */
export interface NumberedStep<Step extends Placed> {
  step: Step
  number: number
  /** Numbers of the steps that must be settled before it. */
  after: number[]
}

/** Steps side by side where none needs another; each level needs something of the one before it. Pure. */
export function planLevels<Step extends Placed>(steps: Step[]): NumberedStep<Step>[][] {
  const depth = new Map<string, number>()
  const byKey = new Map(steps.map((step) => [step.key, step]))
  const depthOf = (key: string): number => {
    const known = depth.get(key)
    if (known !== undefined) return known
    // A need that is not in the plan holds nothing up; a ring, which no plan has, must not hang the page.
    depth.set(key, 0)
    const needs = (byKey.get(key)?.needs ?? []).filter((need) => byKey.has(need))
    const found = needs.length === 0 ? 0 : 1 + Math.max(...needs.map(depthOf))
    depth.set(key, found)
    return found
  }
  const levels: Step[][] = []
  for (const step of steps) {
    const level = depthOf(step.key)
    levels[level] = [...(levels[level] ?? []), step]
  }
  const ordered = levels.flat()
  const numberOf = new Map(ordered.map((step, index) => [step.key, index + 1]))
  return levels.map((level) =>
    level.map((step) => ({
      step,
      number: numberOf.get(step.key) ?? 0,
      after: step.needs.flatMap((need) => numberOf.get(need) ?? []).sort((a, b) => a - b),
    })),
  )
}
