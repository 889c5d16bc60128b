import type { Dino } from '@turnup/domain'
import { registerDeployment } from '@turnup/fulfilment'
import { z } from 'zod'
import { type Repeated, repeat } from './repeat.ts'

const Deployments = z.object({ deployments: z.array(z.object({ uri: z.string().optional() })) })
const timeoutMs = 5_000

/**
 * Keeps the engine knowing where our door is: at the start, and again whenever it has forgotten, as after its data was
 * wiped (law 3). Turnup starts without the engine too; requests wait in PostgreSQL until it is there.
 * @returns after the first try, whatever came of it
 */
export async function keepDoorAnnounced(
  options: { adminUrl: string; doorUrl: string; everyMs?: number },
  log: Dino,
): Promise<Repeated> {
  const { adminUrl, doorUrl, everyMs = 10_000 } = options
  const look = async () => {
    if (await isAnnounced(adminUrl, doorUrl)) return
    await registerDeployment(adminUrl, doorUrl)
    log.info({ doorUrl }, 'The engine knows the door.')
  }
  // Whether somebody announced the same address before or not, the newest code is announced at a start.
  await registerDeployment(adminUrl, doorUrl).catch((error) => {
    log.error({ err: error }, 'The engine cannot be reached; requests wait in PostgreSQL until it can.')
  })
  return repeat('engine door', everyMs, look, log)
}

async function isAnnounced(adminUrl: string, doorUrl: string): Promise<boolean> {
  const response = await fetch(new URL('/deployments', adminUrl), { signal: AbortSignal.timeout(timeoutMs) })
  if (!response.ok) throw new Error(`The engine's admin service answered ${response.status}.`)
  const { deployments } = Deployments.parse(await response.json())
  return deployments.some(({ uri }) => uri !== undefined && new URL(uri).href === new URL(doorUrl).href)
}
