import { inspect } from 'node:util'
import { type BenchOptions, readOptions } from './bench-options.ts'
import { createCleanup } from './cleanup.ts'
import { describeMachine } from './describe-machine.ts'
import { measureWorld, type WorldResult } from './measure-world.ts'
import { progress } from './progress.ts'
import { compare, summarise } from './summary.ts'

/** Measures and prints one JSON document; docs/performance.md says what the figures mean. */
async function measureAll(options: BenchOptions): Promise<void> {
  const machine = describeMachine()
  const startedAt = new Date()
  const plain: WorldResult[] = []
  const full: WorldResult[] = []
  for (let round = 1; round <= options.rounds; round += 1) {
    const hasOwnParts = ['a', 'b', 'c'].some((part) => options.only.has(part as 'a'))
    if (hasOwnParts) plain.push(await measureWorld(options, 0, cleanup))
    if (options.only.has('d')) full.push(await measureWorld(options, options.history, cleanup))
  }
  const { memoryMb: _memory, ...withHistory } = summarise(full)
  const withoutHistory = summarise(plain)
  const result = {
    startedAt: startedAt.toISOString(),
    minutes: Number(((Date.now() - startedAt.getTime()) / 60_000).toFixed(1)),
    machine,
    versions: (plain[0] ?? full[0])?.versions,
    processes: 'PostgreSQL, engine, server, sandbox and driver are processes of their own on this machine',
    options: {
      orders: options.orders,
      history: options.history,
      repeat: options.repeat,
      rounds: options.rounds,
      only: [...options.only],
    },
    ...withoutHistory,
    ...(full.length > 0 ? { withHistory } : {}),
    ...(full.length > 0 && plain.length > 0 ? { historyRatios: compare(withoutHistory, withHistory) } : {}),
  }
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`)
}

const cleanup = createCleanup()
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const) {
  // Ctrl-C comes twice, from the terminal and from npm; the second must not cut the cleaning up short.
  process.on(signal, async () => {
    progress('stopping')
    await cleanup.run()
    process.exit(code)
  })
}
const options = readOptions(process.argv.slice(2))
if (typeof options === 'string') {
  process.stderr.write(`${options}\n`)
  process.exitCode = 2
} else {
  try {
    await measureAll(options)
  } catch (error) {
    await cleanup.run()
    process.stderr.write(`${inspect(error)}\n`)
    process.exitCode = 1
  }
}
