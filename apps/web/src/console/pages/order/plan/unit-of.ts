/** Which of the ordered things a step is about, told by its key: line.activate:2.1 is item 2, unit 1. */
export function unitOf(stepKey: string): string | undefined {
  const found = /:(\d+)\.(\d+)$/.exec(stepKey)
  return found ? `Item ${found[1]}, unit ${found[2]}` : undefined
}
