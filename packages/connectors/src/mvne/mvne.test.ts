import { expect, test } from 'vitest'
import { kindOf } from '../contract/esim-contract.ts'
import { describeLineActivation } from '../contract/line-contract.ts'
import { recordingDeps, serveSandbox } from '../contract/serve-sandbox.ts'
import { createMvneLineActivation, MvneConfig } from './index.ts'
import { createMvneSandbox, sandboxMvneKey } from './sandbox/index.ts'
import type { SandboxLine } from './sandbox/line-store.ts'

const configFor = (origin: string, apiKey = sandboxMvneKey) =>
  MvneConfig.parse({ url: `${origin}/mvne`, apiKey, timeoutMs: 2_000 })

describeLineActivation('the MVNE contract', async () => {
  const sandbox = await serveSandbox((context) => createMvneSandbox(context))
  const deps = recordingDeps()
  return {
    lines: createMvneLineActivation(configFor(sandbox.origin), deps),
    stranger: createMvneLineActivation(configFor(sandbox.origin, 'unknown-key'), deps),
    journal: sandbox.context.journal,
    exchanges: deps.exchanges,
    breakNext: (operation, fault) =>
      sandbox.context.faults.add({ system: 'mvne', operation, count: 1, ...fault }),
    count: () => {
      const lines = sandbox.system.save() as SandboxLine[]
      return { lines: lines.length, topUps: lines.flatMap((line) => line.topUps).length }
    },
    reset: () => {
      sandbox.system.reset()
      sandbox.context.faults.clear()
      sandbox.context.journal.clear()
      deps.exchanges.length = 0
    },
    close: () => sandbox.close(),
  }
})

test('a 404 that is not the service’s own does not pass for "there is no such line"', async () => {
  const sandbox = await serveSandbox((context) => createMvneSandbox(context))
  const lines = createMvneLineActivation(configFor(`${sandbox.origin}/wrong-path`), recordingDeps())
  expect(await kindOf(lines.findLine('x'))).toBe('unavailable')
  expect(await kindOf(lines.terminateLine('x'))).toBe('outcome-unknown')
  await sandbox.close()
})

test('a person suspends a line on the page; a saved register remembers it and shows no full ICCID', async () => {
  const sandbox = await serveSandbox((context) => createMvneSandbox(context))
  const lines = createMvneLineActivation(configFor(sandbox.origin), recordingDeps())
  const iccid = '8988303010000000019'
  await lines.activateLine({ iccid, plan: 'ESIM-DATA-20' }, 'o1/line')
  await fetch(`${sandbox.origin}/mvne/page/0/suspend`, { method: 'POST', redirect: 'manual' })
  const saved = structuredClone(sandbox.system.save())
  sandbox.system.reset()
  expect(await lines.findLine('o1/line')).toBeUndefined()
  sandbox.system.load(saved)
  expect((await lines.findLine('o1/line'))?.status).toBe('suspended')
  expect(await kindOf(lines.topUp({ lineRef: 'o1/line', packageCode: 'P' }, 't1'))).toBe('rejected')
  const html = await (await fetch(`${sandbox.origin}/mvne`)).text()
  expect(html).toContain('suspended')
  expect(html).not.toContain(iccid)
  await sandbox.close()
})
