import type { ConnectorDeps, GatewayRegistration, GatewayStatus, Json, JsonObject } from '@turnup/domain'
import { observed } from '../http/index.ts'
import type { FusionPbxConfig } from './config.ts'
import { EventSocket } from './event-socket.ts'
import { connectorId, refused } from './refused.ts'

/** What we ask of FreeSWITCH. One is opened for one piece of work and closed after it. */
export interface Switch {
  /** The name under which the switch keeps its configuration in the cache. */
  hostname(): Promise<string>
  isProfileRunning(): Promise<boolean>
  /** Takes entries out of the switch's caches, so that they are read from the database again. */
  clear(keys: string[]): Promise<void>
  /** Loads gateways that are new in the database. @throws ProviderError `rejected` when the profile does not run */
  rescan(): Promise<void>
  killGateway(gatewayId: string): Promise<void>
  readGateway(gatewayId: string): Promise<Omit<GatewayStatus, 'name'>>
  close(): void
}

/** FreeSWITCH's word for the state of a gateway, in ours. */
const registrations: Record<string, GatewayRegistration> = {
  REGED: 'registered',
  TRYING: 'trying',
  REGISTER: 'trying',
  UNREGED: 'trying',
  UNREGISTER: 'trying',
  EXPIRED: 'trying',
  FAILED: 'failed',
  FAIL_WAIT: 'failed',
  TIMEOUT: 'failed',
  DOWN: 'failed',
  NOREG: 'not-registering',
}

/** @throws ProviderError `unavailable` or `auth`, before anything was asked */
export async function openSwitch(config: FusionPbxConfig, deps: ConnectorDeps): Promise<Switch> {
  const { gatewayProfile: profile } = config
  const at = (operation: string, effect: 'read' | 'write', request: JsonObject) => ({
    connector: connectorId,
    operation,
    effect,
    request,
  })
  const session = await observed(deps, at('event socket login', 'read', {}), async () => ({
    value: await EventSocket.open(config, 'event socket login'),
    response: 'accepted' as Json,
  }))

  function api(command: string, effect: 'read' | 'write'): Promise<string> {
    return observed(deps, at(command, effect, {}), async () => {
      const { body } = await session.ask(command, [`api ${command}`])
      return { value: body, response: body.slice(0, 200) }
    })
  }

  async function clearOne(key: string): Promise<void> {
    const isFile = config.cacheMethod === 'file'
    const name = isFile ? key.replaceAll(':', '.') : key
    await session.ask('cache delete', [
      'sendevent CUSTOM',
      'Event-Name: CUSTOM',
      `Event-Subclass: fusion::${isFile ? 'file' : 'memcache'}`,
      `API-Command: ${isFile ? 'cache' : 'memcache'}`,
      `API-Command-Argument: delete ${name}`,
    ])
    if (!isFile) await session.ask('cache delete', [`api memcache delete ${name}`])
  }

  return {
    hostname: async () => (await api('hostname', 'read')).trim(),
    isProfileRunning: async () =>
      !/^(invalid|-err)/i.test((await api(`sofia xmlstatus profile ${profile}`, 'read')).trim()),
    clear: (keys) =>
      observed(
        deps,
        at('cache delete', 'write', { keys: keys.length, first: keys.slice(0, 5) }),
        async () => {
          // All at once: the answers come in the same order, and a tenant may have hundreds.
          await Promise.all(keys.map(clearOne))
          return { value: undefined, response: null }
        },
      ),
    async rescan() {
      const answer = (await api(`sofia profile ${profile} rescan`, 'write')).trim()
      if (/^(invalid|-err)/i.test(answer))
        throw refused('rescan', 'PROFILE_NOT_RUNNING', `FreeSWITCH runs no SIP profile ${profile}.`)
    },
    async killGateway(gatewayId) {
      await api(`sofia profile ${profile} killgw ${gatewayId}`, 'write')
    },
    async readGateway(gatewayId) {
      const answer = await api(`sofia xmlstatus gateway ${gatewayId}`, 'read')
      const detail = /<state>\s*([A-Z_]+)\s*<\/state>/.exec(answer)?.[1]
      if (detail === undefined) return { gatewayId, status: 'absent' }
      return { gatewayId, status: registrations[detail] ?? 'failed', detail }
    },
    close: () => session.close(),
  }
}

/** Opens the switch, works with it, and closes it whatever happens. */
export async function withSwitch<Value>(
  config: FusionPbxConfig,
  deps: ConnectorDeps,
  work: (freeswitch: Switch) => Promise<Value>,
): Promise<Value> {
  const freeswitch = await openSwitch(config, deps)
  try {
    return await work(freeswitch)
  } finally {
    freeswitch.close()
  }
}
