import { type ConnectorDeps, type Exchange, type Json, ProviderError } from '@turnup/domain'

/** What a remote call must tell about itself; request and answer already redacted by the connector. */
export interface ObservedCall {
  connector: string
  operation: string
  effect: Exchange['effect']
  request: Json
}

/**
 * Runs one remote call and reports it once, whether it went well or not. `work` gives the value and what may be
 * recorded of the answer.
 */
export async function observed<Value>(
  deps: ConnectorDeps,
  call: ObservedCall,
  work: () => Promise<{ value: Value; response: Json; status?: number }>,
): Promise<Value> {
  const startedAt = performance.now()
  const elapsed = () => Math.round(performance.now() - startedAt)
  try {
    const { value, response, status } = await work()
    deps.observe({
      ...call,
      response,
      ...(status === undefined ? {} : { status }),
      durationMs: elapsed(),
      outcome: 'ok',
    })
    return value
  } catch (error) {
    if (error instanceof ProviderError) {
      deps.observe({
        ...call,
        ...(error.detail === undefined ? {} : { response: error.detail }),
        durationMs: elapsed(),
        outcome: error.kind,
      })
    }
    throw error
  }
}
