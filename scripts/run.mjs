#!/usr/bin/env node
import { existsSync } from 'node:fs'
import path from 'node:path'
import { check } from './check.mjs'
import { ensureInstalled, projectRoot } from './ensure-installed.mjs'
import { ensureWebBuilt } from './ensure-web-built.mjs'
import { runNode } from './run-node.mjs'

const [task, ...args] = process.argv.slice(2)
const inModules = (...parts) => path.join(projectRoot, 'node_modules', ...parts)

/** A program of the project, or a plain word that it is not part of this checkout. */
async function runProgram(node, file) {
  if (existsSync(path.join(projectRoot, file))) return runNode(node, [path.join(projectRoot, file), ...args])
  process.stderr.write(`${file} is not in this checkout.\n`)
  return 1
}

async function buildWeb(node) {
  const startedAt = Date.now()
  const built = await ensureWebBuilt(node, (text) => process.stdout.write(`${text}\n`))
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1)
  process.stdout.write(built ? `Built in ${seconds} s.\n` : 'The web pages are up to date.\n')
  return 0
}

const tasks = {
  build: buildWeb,
  test: (node) => runNode(node, [inModules('vitest', 'vitest.mjs'), 'run', ...args]),
  check: (node) => check(node, args),
  format: (node) =>
    runNode(node, [inModules('@biomejs', 'biome', 'bin', 'biome'), 'check', '--write', ...args]),
  chaos: (node) => runProgram(node, 'tests/chaos/main.ts'),
  bench: (node) => runProgram(node, 'bench/main.ts'),
  screenshots: (node) => runProgram(node, 'scripts/screenshots.ts'),
}

try {
  const run = Object.hasOwn(tasks, task ?? '') ? tasks[task] : undefined
  if (run) process.exitCode = await run(await ensureInstalled())
  else {
    process.stderr.write(`Usage: node scripts/run.mjs ${Object.keys(tasks).join(' | ')} [arguments]\n`)
    process.exitCode = 2
  }
} catch (error) {
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
