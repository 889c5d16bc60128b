import * as restate from '@restatedev/restate-sdk'

/** What the engine calls; each answers with when it wants to be called again. */
export interface EngineHandlers {
  advance(orderId: string): Promise<{ wakeInMs?: number }>
  intake(crmOrderId: string): Promise<{ wakeInMs?: number }>
  deliverMail(mailId: string): Promise<{ wakeInMs?: number }>
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
 * when asked to. PostgreSQL has all the state, so a call keeps nothing in the engine but its result.
 */
export function engineServices(handlers: EngineHandlers, namespace: string) {
  const names = engineServiceNames(namespace)
  return (Object.keys(names) as (keyof EngineHandlers)[]).map((verb) =>
    wakeObject(names[verb], handlers[verb]),
  )
}

function wakeObject(name: string, handle: (key: string) => Promise<{ wakeInMs?: number }>) {
  return restate.object({
    name,
    handlers: {
      wake: async (ctx: restate.ObjectContext): Promise<void> => {
        const { wakeInMs } = await ctx.run('look', () => handle(ctx.key))
        if (wakeInMs === undefined) return
        ctx
          .objectSendClient<WakeHandlers>({ name }, ctx.key)
          .wake(restate.rpc.sendOpts({ delay: Math.ceil(wakeInMs) }))
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
