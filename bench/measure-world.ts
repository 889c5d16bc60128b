import { setTimeout as delay } from 'node:timers/promises'
import { type Baseline, measureBaseline } from './baseline.ts'
import type { BenchOptions } from './bench-options.ts'
import { type Cleanup, createCleanup } from './cleanup.ts'
import { readVersions } from './describe-machine.ts'
import { loadHistory } from './history.ts'
import { type Latency, measureLatency } from './measure-latency.ts'
import { type Memory, peakMemory, readMemory } from './measure-memory.ts'
import { measureThroughput, type Throughput } from './measure-throughput.ts'
import { placeOrders } from './place-orders.ts'
import { profiled } from './profile-server.ts'
import { countedStatements } from './profile-statements.ts'
import { progress } from './progress.ts'
import { startWorld, type World } from './start-world.ts'

/** Everything that was measured in one fresh world. */
export interface WorldResult {
  versions: Record<string, string>
  throughput: Throughput[]
  baseline: Baseline[]
  latency: Latency[]
  memory?: { idle: Memory; loaded: Memory }
}

const warmUpOrders = 40
/** After a start the server still compiles and connects; idle is what it is some seconds later. */
const restMs = 5_000

/** Starts a world, measures in it what the options ask for, and takes it down again, however it ends. */
export async function measureWorld(
  options: BenchOptions,
  history: number,
  outer: Cleanup,
): Promise<WorldResult> {
  const cleanup = createCleanup()
  outer.add('the world', () => cleanup.run())
  try {
    const world = await startWorld(cleanup, { isProfiled: options.profileDir !== undefined })
    return await measure(world, options, history)
  } finally {
    await cleanup.run()
  }
}

async function measure(world: World, options: BenchOptions, history: number): Promise<WorldResult> {
  const { only, repeat, orders } = options
  const result: WorldResult = {
    versions: await readVersions(world),
    throughput: [],
    baseline: [],
    latency: [],
  }
  await delay(restMs)
  const idle = readMemory(world)
  // The first orders are slow: code is compiled, caches and connections are filled. They are not counted.
  const first = await placeOrders(world, warmUpOrders)
  await measureThroughput(world, first)
  if (history > 0) await loadHistory(world, history, first)
  const wants = (part: 'a' | 'b') => only.has(part) || (history > 0 && !only.has('a') && !only.has('b'))
  let loaded: Memory | undefined
  if (wants('a') || only.has('c')) {
    for (let run = 1; run <= (wants('a') ? repeat : 1); run += 1) {
      const placed = await placeOrders(world, orders)
      const work = () => measureThroughput(world, placed)
      const measured = await peakMemory(world, () => underProfile(world, options, work))
      loaded = measured.peak
      if (!wants('a')) break
      result.throughput.push(measured.value)
      result.baseline.push(await measureBaseline(world, placed))
    }
  }
  if (loaded && only.has('c')) result.memory = { idle, loaded }
  if (wants('b')) {
    for (const { inFlight, orders: count } of options.latency) {
      result.latency.push(await measureLatency(world, inFlight, await placeOrders(world, count)))
    }
  }
  progress(history > 0 ? 'measured with history' : 'measured without history')
  return result
}

function underProfile<Value>(
  world: World,
  { profileDir }: BenchOptions,
  work: () => Promise<Value>,
): Promise<Value> {
  const { inspectorPort } = world
  if (!inspectorPort || !profileDir) return work()
  return countedStatements(world, profileDir, () => profiled(inspectorPort, profileDir, work))
}
