#!/usr/bin/env node
import path from 'node:path'
import { ensureInstalled, projectRoot } from './ensure-installed.mjs'
import { runNode } from './run-node.mjs'

try {
  const node = await ensureInstalled()
  const main = path.join(projectRoot, 'apps', 'cli', 'src', 'main.ts')
  process.exitCode = await runNode(node, [main, ...process.argv.slice(2)], { cwd: process.cwd() })
} catch (error) {
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
