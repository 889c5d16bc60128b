import { closeSync, existsSync, mkdirSync, openSync, readSync, renameSync, statSync } from 'node:fs'
import path from 'node:path'

const rotateBytes = 20 * 1024 * 1024
const tailBytes = 4_000

/** The file that one part logs to; at a start, a large one is put aside as `.1`. */
export function logFile(dataDir: string, name: string): string {
  const file = path.join(dataDir, 'logs', `${name}.log`)
  mkdirSync(path.dirname(file), { recursive: true })
  if (existsSync(file) && statSync(file).size > rotateBytes) renameSync(file, `${file}.1`)
  return file
}

export function logSize(file: string): number {
  return existsSync(file) ? statSync(file).size : 0
}

/** What was logged since the file had that size; only its end when that is much. */
export function loggedSince(file: string, size: number): string {
  const length = Math.min(logSize(file) - size, tailBytes)
  if (length <= 0) return ''
  const buffer = Buffer.alloc(length)
  const descriptor = openSync(file, 'r')
  try {
    readSync(descriptor, buffer, 0, length, logSize(file) - length)
  } finally {
    closeSync(descriptor)
  }
  return buffer.toString('utf8').trim()
}
