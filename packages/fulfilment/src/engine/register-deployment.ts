import { setTimeout as delay } from 'node:timers/promises'

const tries = 40
const pauseMs = 250

/**
 * Tells the engine where our door is. Registering the same address again is harmless. The engine's admin service may
 * need a moment after a start, and a cluster answers 404 until its members agree.
 * @throws Error when the engine does not take it within about ten seconds
 */
export async function registerDeployment(adminUrl: string, doorUrl: string): Promise<void> {
  let last = ''
  for (let attempt = 0; attempt < tries; attempt += 1) {
    if (attempt > 0) await delay(pauseMs)
    last = await tryRegistration(adminUrl, doorUrl)
    if (last === '') return
  }
  throw new Error(`The engine at ${adminUrl} did not accept the door ${doorUrl}: ${last}`)
}

async function tryRegistration(adminUrl: string, doorUrl: string): Promise<string> {
  try {
    const response = await fetch(new URL('/deployments', adminUrl), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ uri: doorUrl, force: true }),
      signal: AbortSignal.timeout(10_000),
    })
    return response.ok ? '' : `HTTP ${response.status}: ${(await response.text()).slice(0, 300)}`
  } catch (error) {
    return (error as Error).message
  }
}
