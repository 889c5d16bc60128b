import { spawn } from 'node:child_process'
import path from 'node:path'
import { projectRoot } from './ensure-installed.mjs'

const inModules = (...parts) => path.join(projectRoot, 'node_modules', ...parts)

const tools = [
  { name: 'types', script: inModules('typescript', 'bin', 'tsc'), args: ['-p', '.'] },
  {
    name: 'portal',
    script: inModules('typescript', 'bin', 'tsc'),
    args: ['-p', 'apps/web/tsconfig.portal.json'],
  },
  {
    name: 'console',
    script: inModules('typescript', 'bin', 'tsc'),
    args: ['-p', 'apps/web/tsconfig.console.json'],
  },
  { name: 'style', script: inModules('@biomejs', 'biome', 'bin', 'biome'), args: ['check', '.'] },
  {
    name: 'arrows',
    script: inModules('dependency-cruiser', 'bin', 'dependency-cruiser.mjs'),
    args: [
      '--config',
      '.dependency-cruiser.cjs',
      '--output-type',
      'err-long',
      'packages',
      'apps',
      'tests',
      'bench',
    ],
  },
  { name: 'dead code', script: inModules('knip', 'bin', 'knip.js'), args: ['--no-progress'] },
]

/** Runs one tool to its end and keeps what it said. */
function runTool(node, { name, script, args }) {
  const startedAt = Date.now()
  return new Promise((resolve) => {
    const child = spawn(node, [script, ...args], { cwd: projectRoot, stdio: ['ignore', 'pipe', 'pipe'] })
    const said = []
    child.stdout.on('data', (chunk) => said.push(chunk))
    child.stderr.on('data', (chunk) => said.push(chunk))
    child.on('error', (error) => resolve({ name, code: 1, text: error.message, seconds: 0 }))
    child.on('close', (code) => {
      const seconds = ((Date.now() - startedAt) / 1000).toFixed(1)
      resolve({ name, code: code ?? 1, text: Buffer.concat(said).toString('utf8').trim(), seconds })
    })
  })
}

/** Types, style, arrows between packages and dead code, side by side; `only` names some of them. Returns the exit code. */
export async function check(node, only = []) {
  const chosen = only.length > 0 ? tools.filter(({ name }) => only.includes(name)) : tools
  if (chosen.length === 0) throw new Error(`There is only: ${tools.map(({ name }) => name).join(', ')}.`)
  const results = await Promise.all(
    chosen.map(async (tool) => {
      const result = await runTool(node, tool)
      const line = `${result.name.padEnd(10)}${result.code === 0 ? 'ok' : 'FAILED'}  (${result.seconds} s)`
      process.stdout.write(result.code === 0 ? `${line}\n` : `${line}\n${result.text}\n\n`)
      return result
    }),
  )
  return results.every(({ code }) => code === 0) ? 0 : 1
}
