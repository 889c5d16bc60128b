import { readdirSync, readFileSync } from 'node:fs'

/** The kernel tells times in hundredths of a second (USER_HZ), whatever its own tick is. */
const ticksPerSecond = 100

interface Stat {
  pid: number
  parent: number
  /** Its own time and that of children that have ended. */
  cpuSeconds: number
}

/** proc(5): the name in brackets may hold anything, so fields are counted from behind it. */
function readStat(pid: number): Stat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    const [, parent = 0] = fields
    const ticks = fields.slice(11, 15).reduce((sum, value) => sum + value, 0)
    return { pid, parent, cpuSeconds: ticks / ticksPerSecond }
  } catch {
    return undefined
  }
}

/** The process and its living children, as PostgreSQL has one for each connection. */
function family(pid: number): Stat[] {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return all.flatMap((name) => {
    const stat = readStat(Number(name))
    return stat && (stat.pid === pid || stat.parent === pid) ? [stat] : []
  })
}

/** Seconds of processor time that a process and its children have used since it started. */
export function cpuSeconds(pid: number): number {
  return family(pid).reduce((sum, stat) => sum + stat.cpuSeconds, 0)
}

function kilobytes(file: string, field: string): number {
  try {
    return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(readFileSync(file, 'utf8'))?.[1] ?? 0)
  } catch {
    // The process has ended since it was listed.
    return 0
  }
}

/** Resident megabytes of one process. */
export function residentMb(pid: number): number {
  return kilobytes(`/proc/${pid}/status`, 'VmRSS') / 1_024
}

/** Proportional megabytes of a process and its children, so that what they share counts once. */
export function proportionalMb(pid: number): number {
  const sum = family(pid).reduce(
    (total, stat) => total + kilobytes(`/proc/${stat.pid}/smaps_rollup`, 'Pss'),
    0,
  )
  return sum / 1_024
}
