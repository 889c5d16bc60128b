/** Does `work` for each index below `count`, so many at a time. The first failure ends it. */
export async function atOnce(
  width: number,
  count: number,
  work: (index: number) => Promise<void>,
): Promise<void> {
  let next = 0
  const worker = async (): Promise<void> => {
    while (next < count) {
      const index = next
      next += 1
      await work(index)
    }
  }
  await Promise.all(Array.from({ length: Math.min(width, count) }, worker))
}
