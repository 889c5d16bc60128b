import { startEngineDoor } from '@turnup/fulfilment'
import { expect, test, vi } from 'vitest'
import { freePort, testEngine } from '../../../../tests/support/index.ts'
import { keepDoorAnnounced } from './announce-door.ts'

const log = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() }

interface Listed {
  deployments: { id: string; uri?: string }[]
}

async function deploymentOf(adminUrl: string, doorUrl: string): Promise<string | undefined> {
  const listed = (await (await fetch(new URL('/deployments', adminUrl))).json()) as Listed
  return listed.deployments.find(({ uri }) => uri?.startsWith(doorUrl))?.id
}

test('an engine that forgot the door is told again', async () => {
  const { adminUrl, namespace, identityPublicKey } = testEngine()
  const nothing = async () => ({})
  const door = await startEngineDoor({
    handlers: { advance: nothing, intake: nothing, deliverMail: nothing },
    namespace,
    host: '127.0.0.1',
    port: 0,
    identityKey: identityPublicKey,
    log,
  })
  const announcing = await keepDoorAnnounced({ adminUrl, doorUrl: door.url, everyMs: 50 }, log)
  const before = await deploymentOf(adminUrl, door.url)
  expect(before).toBeDefined()
  await fetch(new URL(`/deployments/${before}?force=true`, adminUrl), { method: 'DELETE' })
  await vi.waitFor(async () => expect(await deploymentOf(adminUrl, door.url)).toBeDefined(), {
    timeout: 5_000,
  })
  await announcing.stop()
  await door.stop()
})

test('without an engine the server still starts, and says so', async () => {
  const adminUrl = `http://127.0.0.1:${await freePort()}`
  const announcing = await keepDoorAnnounced({ adminUrl, doorUrl: 'http://127.0.0.1:9080' }, log)
  expect(log.error).toHaveBeenCalledWith(expect.anything(), expect.stringContaining('PostgreSQL'))
  await announcing.stop()
})
