import type { Baseline } from './baseline.ts'
import type { CpuLedger } from './cpu-ledger.ts'
import type { Latency } from './measure-latency.ts'
import type { Throughput } from './measure-throughput.ts'
import type { WorldResult } from './measure-world.ts'
import { median, rounded } from './percentiles.ts'

/** The medians of everything that was repeated; what was not measured is absent. */
export interface Summary {
  throughput?: Omit<Throughput, 'outsideCalls'> & {
    runs: number
    baseline: Baseline
    /** Orders per second of the product over those of the baseline. */
    ratio: number
    outsideCalls: Throughput['outsideCalls']
  }
  latency?: Latency[]
  memoryMb?: WorldResult['memory']
}

export function summarise(worlds: WorldResult[]): Summary {
  const runs = worlds.flatMap((world) => world.throughput)
  const baselines = worlds.flatMap((world) => world.baseline)
  const latency = worlds.flatMap((world) => world.latency)
  const memory = worlds.find((world) => world.memory)?.memory
  return {
    ...(runs.length > 0 ? { throughput: middleThroughput(runs, baselines) } : {}),
    ...(latency.length > 0 ? { latency: middleLatency(latency) } : {}),
    ...(memory ? { memoryMb: memory } : {}),
  }
}

function middleThroughput(runs: Throughput[], baselines: Baseline[]): Summary['throughput'] {
  const baseline = middleOf(baselines)
  const middle = middleOf(
    runs.map(({ cpuSeconds: _cpu, cpuMsPerOrder: _per, outsideCalls: _calls, ...flat }) => flat),
  )
  const last = runs.at(-1) as Throughput
  return {
    runs: runs.length,
    ...middle,
    cpuSeconds: middleOf(runs.map((run) => run.cpuSeconds)) as CpuLedger,
    cpuMsPerOrder: middleOf(runs.map((run) => run.cpuMsPerOrder)),
    baseline,
    ratio: rounded(middle.ordersPerSecond / baseline.ordersPerSecond, 3),
    outsideCalls: last.outsideCalls,
  }
}

function middleLatency(all: Latency[]): Latency[] {
  const byNumber = Map.groupBy(all, ({ inFlight }) => inFlight)
  return [...byNumber].map(([inFlight, measured]) => ({
    inFlight,
    orders: measured.reduce((sum, { orders }) => sum + orders, 0),
    grossMs: middleOf(measured.map(({ grossMs }) => grossMs)),
    outsideMs: middleOf(measured.map(({ outsideMs }) => outsideMs)),
    overheadMs: middleOf(measured.map(({ overheadMs }) => overheadMs)),
  }))
}

function middleOf<Figures extends { [Name in keyof Figures]: number }>(all: Figures[]): Figures {
  const names = Object.keys(all[0] ?? {}) as (keyof Figures)[]
  const middles = names.map((name) => [name, rounded(median(all.map((figures) => figures[name])), 3)])
  return Object.fromEntries(middles) as Figures
}

/** With history over without, for the figures that (d) is about. */
export function compare(plain: Summary, full: Summary): Record<string, number> {
  const ratios: Record<string, number> = {}
  if (plain.throughput && full.throughput) {
    ratios.ordersPerSecond = rounded(full.throughput.ordersPerSecond / plain.throughput.ordersPerSecond, 3)
    ratios.baselineOrdersPerSecond = rounded(
      full.throughput.baseline.ordersPerSecond / plain.throughput.baseline.ordersPerSecond,
      3,
    )
    ratios.cpuMsPerOrder = rounded(
      (full.throughput.cpuMsPerOrder.total ?? Number.NaN) /
        (plain.throughput.cpuMsPerOrder.total ?? Number.NaN),
      3,
    )
  }
  for (const latency of full.latency ?? []) {
    const before = plain.latency?.find(({ inFlight }) => inFlight === latency.inFlight)
    if (!before) continue
    ratios[`overheadP50At${latency.inFlight}`] = rounded(latency.overheadMs.p50 / before.overheadMs.p50, 3)
    ratios[`overheadP99At${latency.inFlight}`] = rounded(latency.overheadMs.p99 / before.overheadMs.p99, 3)
  }
  return ratios
}
