import * as restate from '@restatedev/restate-sdk'

/** What the engine calls. Whoever wants to be called again later asks the engine for it before answering. */
export interface EngineHandlers {
  advance(orderId: string): Promise<unknown>
  intake(crmOrderId: string): Promise<unknown>
  deliverMail(mailId: string): Promise<unknown>
}

/** Names of the engine's services; a namespace lets several Turnups share one cluster. */
export function engineServiceNames(namespace: string): Record<keyof EngineHandlers, string> {
  const prefix = namespace ? `${namespace}-` : ''
  return { advance: `${prefix}order`, intake: `${prefix}intake`, deliverMail: `${prefix}mail` }
}

/** The shape by which typed clients call a service of ours. */
export type WakeHandlers = { wake: (ctx: restate.ObjectContext) => Promise<void> }

/**
 * One virtual object per kind of work: the engine runs one call at a time for a key, again after a crash, and later
 * when asked to. PostgreSQL has all the state, so a call journals nothing: what a journal would give back after a crash
 * is out of date, and each entry costs a round trip and a write to disk.
 */
export function engineServices(handlers: EngineHandlers, namespace: string) {
  const names = engineServiceNames(namespace)
  return (Object.keys(names) as (keyof EngineHandlers)[]).map((verb) =>
    wakeObject(names[verb], handlers[verb]),
  )
}

function wakeObject(name: string, handle: (key: string) => Promise<unknown>) {
  return restate.object({
    name,
    handlers: {
      wake: async (ctx: restate.ObjectContext): Promise<void> => {
        await handle(ctx.key)
      },
    },
    options: {
      // Everything worth knowing afterwards is in PostgreSQL.
      journalRetention: 0,
      inactivityTimeout: { minutes: 2 },
      retryPolicy: { initialInterval: 100, maxInterval: 5_000, exponentiationFactor: 2 },
    },
  })
}
