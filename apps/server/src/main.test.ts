import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { createTestDatabase, freePort, testEngine } from '../../../tests/support/index.ts'
import { completeEnvironment } from './settings/complete-settings.ts'

const program = join(import.meta.dirname, 'main.ts')
const children: ChildProcess[] = []
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

function run(environment: Record<string, string>) {
  const child = spawn(process.execPath, [program], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] })
  children.push(child)
  let output = ''
  child.stdout.on('data', (chunk) => {
    output += chunk
  })
  child.stderr.on('data', (chunk) => {
    output += chunk
  })
  return { child, output: () => output, ended: once(child, 'exit').then(([code]) => code as number | null) }
}

test('wrong settings are all named on one page, without values, and nothing starts', async () => {
  const { WHMCS_URL: _url, SF_CLIENT_ID: _id, ...rest } = completeEnvironment({ PORT: 'leak-port' })
  const { ended, output } = run(rest)
  expect(await ended).toBe(78)
  expect(output()).toContain('3 settings need to be mended')
  for (const name of ['PORT must be', 'WHMCS_URL is missing', 'SF_CLIENT_ID is missing']) {
    expect(output()).toContain(name)
  }
  expect(output()).not.toContain('leak-port')
})

test('the program starts, traces when asked to, and ends cleanly on SIGTERM', async () => {
  const traces: string[] = []
  const collector = createServer((request, response) => {
    traces.push(request.url ?? '')
    request.resume().on('end', () => response.end('{}'))
  })
  collector.listen(0, '127.0.0.1')
  await once(collector, 'listening')
  const database = await createTestDatabase()
  const engine = testEngine()
  const { child, output, ended } = run(
    completeEnvironment({
      DATABASE_URL: database.databaseUrl,
      RESTATE_INGRESS_URL: engine.ingressUrl,
      RESTATE_ADMIN_URL: engine.adminUrl,
      RESTATE_IDENTITY_KEY: engine.identityPublicKey,
      ENGINE_NAMESPACE: engine.namespace,
      ENGINE_DOOR_PORT: String(await freePort()),
      PORT: '0',
      SF_EVENTS_ENABLED: 'false',
      TRIGGERS_SWEEP: 'false',
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${(collector.address() as AddressInfo).port}`,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
      OTEL_METRICS_EXPORTER: 'none',
      OTEL_LOGS_EXPORTER: 'none',
      OTEL_NODE_RESOURCE_DETECTORS: 'none',
    }),
  )
  await vi.waitFor(() => expect(output()).toContain('Turnup is up.'), { timeout: 30_000, interval: 50 })
  const url = /"url":"([^"]+)"/.exec(output())?.[1]
  expect((await fetch(`${url}/health/ready`)).status).toBe(200)
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
  expect(traces).toContain('/v1/traces')
  collector.close()
  await database.drop()
}, 60_000)
