import { parseArgs } from 'node:util'

export type Part = 'a' | 'b' | 'c' | 'd'

export interface BenchOptions {
  /** Orders of one throughput run. */
  orders: number
  /** Finished orders in the database for (d). */
  history: number
  /** Throughput runs in each world; medians are reported. */
  repeat: number
  /** Worlds of each kind, taken in turn; medians are reported. */
  rounds: number
  only: Set<Part>
  /** Orders measured at each number in flight. */
  latency: { inFlight: number; orders: number }[]
  /** Where to write the server's CPU profile and the cost of statements; costs time itself. */
  profileDir?: string
}

const usage = `npm run bench -- [options]
  --orders N      orders of one throughput run (600)
  --history N     finished orders in the database for part d (100000)
  --repeat N      throughput runs in each world, the median counts (3)
  --rounds N      fresh worlds without and with history, in turn, the medians count (1)
  --only a,b,c,d  a throughput, b latency, c memory, d both again with history
  --quick         few orders, to see that it runs
  --profile DIR   write a CPU profile of the server and the cost of each SQL statement during part a
`

const parts: readonly Part[] = ['a', 'b', 'c', 'd']

/** The options, or in words what is wrong with them and which there are. */
export function readOptions(args: string[]): BenchOptions | string {
  try {
    return parseOptions(args)
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}\n\n${usage}`
  }
}

function parseOptions(args: string[]): BenchOptions {
  const { values } = parseArgs({
    args,
    options: {
      orders: { type: 'string' },
      history: { type: 'string' },
      repeat: { type: 'string' },
      rounds: { type: 'string' },
      only: { type: 'string' },
      quick: { type: 'boolean', default: false },
      profile: { type: 'string' },
    },
  })
  const { quick } = values
  const number = (name: 'orders' | 'history' | 'repeat' | 'rounds', usual: number): number => {
    const given = values[name] === undefined ? usual : Number(values[name])
    if (!Number.isInteger(given) || given < 1) throw new Error(`--${name} takes a whole number from 1.`)
    return given
  }
  const only = (values.only ?? 'a,b,c,d').split(',')
  const unknown = only.find((part) => !parts.some((known) => known === part))
  if (unknown !== undefined) throw new Error(`--only takes ${parts.join(', ')}, not "${unknown}".`)
  const samples = quick ? [8, 20, 100] : [100, 300, 600]
  return {
    orders: number('orders', quick ? 60 : 600),
    history: number('history', quick ? 2_000 : 100_000),
    repeat: number('repeat', quick ? 1 : 3),
    rounds: number('rounds', 1),
    only: new Set(only as Part[]),
    latency: [1, 10, 100].map((inFlight, index) => ({ inFlight, orders: samples[index] as number })),
    ...(values.profile ? { profileDir: values.profile } : {}),
  }
}
