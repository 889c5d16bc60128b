#!/usr/bin/env node
import path from 'node:path'
import { ensureInstalled, projectRoot } from './ensure-installed.mjs'
import { ensureWebBuilt } from './ensure-web-built.mjs'
import { runNode } from './run-node.mjs'

const servesPages = ([command, ...rest]) =>
  (command === 'start' || command === 'serve') && !rest.some((arg) => arg === '--help' || arg === '-h')

/** Orders go on without pages: what stands in the way of building them is said, and the server starts. */
async function buildPages(node) {
  try {
    await ensureWebBuilt(node)
  } catch (error) {
    process.stderr.write(`${error.message}\n`)
  }
}

try {
  const node = await ensureInstalled()
  const args = process.argv.slice(2)
  if (servesPages(args)) await buildPages(node)
  const main = path.join(projectRoot, 'apps', 'cli', 'src', 'main.ts')
  process.exitCode = await runNode(node, [main, ...args], { cwd: process.cwd() })
} catch (error) {
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
