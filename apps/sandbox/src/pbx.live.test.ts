import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createFusionPbxVoice, FusionPbxConfig } from '@turnup/connectors/fusionpbx'
import { afterAll, expect, test } from 'vitest'
import { createTestDatabase } from '../../../tests/support/index.ts'
import { startSandbox } from './index.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'turnup-sandbox-pbx-'))
const database = await createTestDatabase()
afterAll(async () => {
  await database.drop()
  rmSync(folder, { recursive: true, force: true })
})

const start = () =>
  startSandbox({ dataDir: folder, systems: { fusionpbx: { databaseUrl: database.databaseUrl } } })
const deps = { now: () => new Date(), correlationId: () => 'test', observe: () => {} }

/** As a server would read the sandbox's settings. */
function connect(settings: Record<string, string>) {
  const names: Record<string, keyof FusionPbxConfig> = {
    FUSIONPBX_BASE_DOMAIN: 'baseDomain',
    FUSIONPBX_TEMPLATE_DOMAIN: 'templateDomain',
    FUSIONPBX_DATABASE_HOST: 'databaseHost',
    FUSIONPBX_DATABASE_PORT: 'databasePort',
    FUSIONPBX_DATABASE_NAME: 'databaseName',
    FUSIONPBX_DATABASE_USER: 'databaseUser',
    FUSIONPBX_DATABASE_PASSWORD: 'databasePassword',
    FUSIONPBX_SWITCH_HOST: 'switchHost',
    FUSIONPBX_SWITCH_PORT: 'switchPort',
    FUSIONPBX_SWITCH_PASSWORD: 'switchPassword',
  }
  const given = Object.entries(names).map(([variable, field]) => [field, settings[variable]])
  return createFusionPbxVoice(FusionPbxConfig.parse(Object.fromEntries(given)), deps)
}

test('a tenant and its registration survive a restart of the sandbox, and a reset takes them away', async () => {
  const before = await start()
  const voice = connect(before.settings)
  const domain = `acme.${voice.server.baseDomain}`
  const trunk = {
    trunkId: '1',
    host: 'carrier.example',
    port: 5061,
    transport: 'tls' as const,
    username: 'acme',
    registers: true,
  }
  const tenant = await voice.createTenant(
    {
      domain,
      company: 'Acme',
      timeZone: 'Europe/Madrid',
      language: 'es-es',
      maxExtensions: 1,
      admin: { username: 'admin', name: 'Ada', email: 'ada@acme.example', group: 'admin' },
      extensions: [{ number: '1001', voicemail: false }],
      gateways: [{ key: 'primary', name: 'Carrier', trunk }],
      numbers: [],
      outboundRoutes: [],
    },
    { primary: 'trunk-password' },
    'order/tenant',
  )
  expect(tenant.gateways).toMatchObject([{ host: 'carrier.example' }])
  voice.close()
  await before.stop()

  const after = await start()
  const again = connect(after.settings)
  expect(after.settings.FUSIONPBX_DATABASE_PORT).toBe(before.settings.FUSIONPBX_DATABASE_PORT)
  expect(await again.findTenant('order/tenant')).toEqual(tenant)
  expect(await again.readGateways(tenant.tenantId)).toMatchObject([{ status: 'registered' }])
  expect(await (await fetch(`${after.url}/fusionpbx`)).text()).toContain(domain)
  expect(await (await fetch(after.url)).text()).toContain('href="/fusionpbx"')
  await fetch(`${after.url}/_sandbox/reset`, { method: 'POST' })
  expect(await again.isDomainFree(domain)).toBe(true)
  again.close()
  await after.stop()
})
