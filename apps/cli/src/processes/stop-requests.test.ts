import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { expect, test } from 'vitest'

const module = JSON.stringify(new URL('./stop-requests.ts', import.meta.url).href)

function run(code: string) {
  const program = `import { listenForStop } from ${module}\n${code}`
  return spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
}

test('a program that listens for stop requests and then fails to start ends by itself', async () => {
  const child = run('listenForStop(); process.exitCode = 3')
  const [code] = await once(child, 'exit')
  expect(code).toBe(3)
})

test('a program hears when whoever started it is gone', async () => {
  const child = run(`
    const busy = setInterval(() => {}, 1_000)
    console.log('ready')
    console.log(await listenForStop().requested)
    clearInterval(busy)`)
  await once(child.stdout as Readable, 'data')
  child.disconnect()
  const [said] = await once(child.stdout as Readable, 'data')
  expect(String(said).trim()).toBe('disconnect')
})
