import { X509Certificate } from 'node:crypto'
import { type CheckResult, type ConnectorDeps, ProviderError } from '@turnup/domain'
import type { Es2PlusClient } from './client.ts'
import type { Es2PlusConfig } from './config.ts'

const warnBeforeMs = 30 * 24 * 60 * 60 * 1_000

function checkCertificate(config: Es2PlusConfig, now: Date): CheckResult[] {
  const id = 'es2plus.client-certificate'
  if (!config.clientCertificate) {
    if (!config.url.startsWith('https:')) return []
    const what = 'No client certificate is set; SM-DP+ servers normally demand mutual TLS.'
    return [
      {
        id,
        level: 'warning',
        what,
        mend: 'Set the client certificate and key that the SM-DP+ operator signed.',
      },
    ]
  }
  const validTo = new Date(new X509Certificate(config.clientCertificate).validTo)
  const day = validTo.toISOString().slice(0, 10)
  const mend = 'Ask the SM-DP+ operator for a new client certificate and set it.'
  if (validTo <= now) return [{ id, level: 'failure', what: `The client certificate ended on ${day}.`, mend }]
  const endsSoon = validTo.getTime() - now.getTime() < warnBeforeMs
  if (endsSoon) return [{ id, level: 'warning', what: `The client certificate ends on ${day}.`, mend }]
  return [{ id, level: 'ok', what: `The client certificate is valid until ${day}.` }]
}

/** ES2+ has no function that only reads, so this proves the way to the SM-DP+, not our rights there. */
export async function checkEs2Plus(
  config: Es2PlusConfig,
  deps: ConnectorDeps,
  client: Es2PlusClient,
): Promise<CheckResult[]> {
  const certificate = checkCertificate(config, deps.now())
  try {
    await client.reach()
    return [{ id: 'es2plus.reachable', level: 'ok', what: 'The SM-DP+ answers.' }, ...certificate]
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    const mend =
      error.kind === 'auth'
        ? 'Set a client certificate that the SM-DP+ accepts.'
        : 'Check the address, the network path and the certificate authority of the SM-DP+.'
    return [{ id: 'es2plus.reachable', level: 'failure', what: error.message, mend }, ...certificate]
  }
}
