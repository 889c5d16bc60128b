const timeoutMs = 2_000

/** Whether the engine's ingress answers; never throws. */
export async function isEngineReachable(ingressUrl: string): Promise<boolean> {
  try {
    const response = await fetch(new URL('/restate/health', ingressUrl), {
      signal: AbortSignal.timeout(timeoutMs),
    })
    await response.arrayBuffer()
    return response.ok
  } catch {
    return false
  }
}
