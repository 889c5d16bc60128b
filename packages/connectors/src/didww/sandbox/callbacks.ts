import type { FaultRule, SandboxContext } from '../../sandbox-kit/index.ts'
import { signatureHeader, signatureOf } from '../callback.ts'
import type { Entity } from './state.ts'

const system = 'didww'
const operation = 'callback'

/** What the carrier posts or asks for, signed as it signs; `key` is another one for a forged one. */
export function callbackOf(
  { id, type, status }: { id: string; type: string; status: string },
  { url, method, key }: { url: string; method: 'GET' | 'POST'; key: string },
) {
  const own = { id, status, type }
  if (method === 'POST') {
    return { method, url, fields: own, headers: { [signatureHeader]: signatureOf(key, url, own) } }
  }
  const target = new URL(url)
  for (const [name, value] of Object.entries(own)) target.searchParams.set(name, value)
  const fields = Object.fromEntries(target.searchParams)
  const headers = { [signatureHeader]: signatureOf(key, target.href, fields) }
  return { method, url: target.href, fields, headers }
}

export interface Callbacks {
  /** Sends what an order or verification wants to be told, in the background. */
  tell(entity: Entity): void
  /** Everything that is on its way has arrived or failed. */
  settled(): Promise<void>
}

/**
 * Calls the address that an order or verification names. Faults of the operation `callback`: `duplicate-delivery`
 * (twice), `timeout-before-write` (never sent), `reject` (signed with another key), `out-of-order` (behind the next one).
 */
export function createCallbacks(context: SandboxContext, apiKey: string): Callbacks {
  const { faults, journal, clock } = context
  const underway = new Set<Promise<void>>()
  let behind: (() => Promise<void>) | undefined

  async function send(about: { id: string; type: string; status: string }, entity: Entity, key: string) {
    const method = entity.attributes.callback_method === 'get' ? 'GET' : 'POST'
    const { url, headers, fields } = callbackOf(about, {
      url: String(entity.attributes.callback_url),
      method,
      key,
    })
    const answer = await fetch(url, {
      method,
      headers,
      ...(method === 'POST' ? { body: new URLSearchParams(fields) } : {}),
      redirect: 'manual',
      signal: AbortSignal.timeout(5_000),
    }).then(
      ({ status }) => `HTTP ${status}`,
      () => 'not reached',
    )
    journal.record({ system, operation, effect: 'write', request: about, outcome: answer }, clock.now())
  }

  function start(work: () => Promise<void>): void {
    const going = work().finally(() => underway.delete(going))
    underway.add(going)
  }

  return {
    tell(entity) {
      if (!entity.attributes.callback_url) return
      const about = { id: entity.id, type: entity.type, status: String(entity.attributes.status) }
      const fault: FaultRule | undefined = faults.strike(system, operation, JSON.stringify(about), [
        'duplicate-delivery',
        'timeout-before-write',
        'reject',
        'out-of-order',
      ])
      if (fault?.kind === 'timeout-before-write') return
      const key = fault?.kind === 'reject' ? 'forged-by-somebody-else' : apiKey
      const once = () => send(about, entity, key)
      const waiting = behind
      behind = undefined
      if (fault?.kind === 'out-of-order') {
        behind = once
      } else {
        start(async () => {
          await once()
          if (fault?.kind === 'duplicate-delivery') await once()
          await waiting?.()
        })
      }
    },
    async settled() {
      await Promise.all(underway)
    },
  }
}
