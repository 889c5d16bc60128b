import type { GatewayRegistration } from '@turnup/domain'
import type { Pool } from 'pg'
import type { SandboxContext } from '../../sandbox-kit/index.ts'
import { isTrue } from '../read-tenant.ts'
import { type Done, runDialplan } from './dialplan.ts'

export const switchHostname = 'pbx-sandbox'

interface Gateway {
  id: string
  password: string | null
  registers: boolean
}

interface Loaded extends Gateway {
  state: string
}

export interface SavedSwitch {
  loaded: Loaded[]
  cache: [string, unknown][]
}

const words: Record<GatewayRegistration, string> = {
  registered: 'REGED',
  trying: 'TRYING',
  failed: 'FAIL_WAIT',
  'not-registering': 'NOREG',
  absent: '',
}

/**
 * What FreeSWITCH has in mind: gateways that it loaded, and what it keeps of the database until an entry is cleared, under
 * the same keys as FusionPBX's scripts.
 */
export class SwitchState {
  readonly #pool: () => Pool
  readonly #context: SandboxContext
  #loaded = new Map<string, Loaded>()
  #cache = new Map<string, unknown>()
  #cleared: string[] = []

  constructor(context: SandboxContext, pool: () => Pool) {
    this.#context = context
    this.#pool = pool
  }

  /** The file cache writes dots for colons. */
  clear(key: string): void {
    this.#cleared.push(key)
    const plain = key.replaceAll(':', '.')
    for (const cached of this.#cache.keys())
      if (cached.replaceAll(':', '.') === plain) this.#cache.delete(cached)
  }

  flush(): void {
    this.#cache.clear()
  }

  clearedKeys(): string[] {
    return [...this.#cleared]
  }

  async #cached<Value>(key: string, read: () => Promise<Value>): Promise<Value> {
    if (!this.#cache.has(key)) this.#cache.set(key, await read())
    return this.#cache.get(key) as Value
  }

  /** Loads what its configuration has and it has not; the configuration itself may be an old one from the cache. */
  async rescan(): Promise<void> {
    const gateways = await this.#cached(`${switchHostname}:configuration:sofia.conf`, async () => {
      const { rows } = await this.#pool().query<Gateway>(
        `select gateway_uuid as id, password, ${isTrue('register')} as registers from v_gateways
          where profile = 'external' and ${isTrue('enabled')}`,
      )
      return rows
    })
    for (const gateway of gateways) {
      if (!this.#loaded.has(gateway.id))
        this.#loaded.set(gateway.id, { ...gateway, state: this.#register(gateway) })
    }
  }

  #register({ id, registers }: Gateway): string {
    if (!registers) return words['not-registering']
    const fault = this.#context.faults.strike('event-socket', 'register', id, ['reject', 'stale'])
    if (!fault) return words.registered
    return fault.kind === 'reject' ? words.failed : words.trying
  }

  killGateway(id: string): boolean {
    return this.#loaded.delete(id)
  }

  gateway(id: string): Loaded | undefined {
    return this.#loaded.get(id)
  }

  setGateway(id: string, status: GatewayRegistration): void {
    const loaded = this.#loaded.get(id)
    if (loaded && status !== 'absent') loaded.state = words[status]
    else this.#loaded.delete(id)
  }

  /** A call from outside, in FusionPBX's mode "single": one cache entry for each way to write a number. */
  async callFromOutside(number: string): Promise<Done | undefined> {
    const extensions = await this.#cached(`dialplan:public:${number}`, async () => {
      const { rows } = await this.#pool().query<{ xml: string }>(
        `select p.dialplan_xml as xml from v_dialplans p join v_destinations n using (dialplan_uuid)
           join v_domains d on d.domain_uuid = p.domain_uuid
          where ${isTrue('p.dialplan_enabled')} and ${isTrue('d.domain_enabled')}
            and $1 in (n.destination_number, coalesce(n.destination_prefix, '') || n.destination_number,
                       '+' || coalesce(n.destination_prefix, '') || n.destination_number)
          order by p.dialplan_order`,
        [number],
      )
      return rows.map(({ xml }) => xml)
    })
    return runDialplan(extensions, { destination: number, variables: {} })
  }

  /** A call of an extension of the tenant. */
  async callFromTenant(domain: string, digits: string): Promise<Done | undefined> {
    const extensions = await this.#cached(`dialplan:${domain}`, async () => {
      const { rows } = await this.#pool().query<{ xml: string }>(
        `select dialplan_xml as xml from v_dialplans
          where dialplan_context in ($1, 'global') and ${isTrue('dialplan_enabled')} order by dialplan_order`,
        [domain],
      )
      return rows.map(({ xml }) => xml)
    })
    const userExists = (await this.extensionExists(domain, digits)) ? 'true' : 'false'
    return runDialplan(extensions, { destination: digits, variables: { user_exists: userExists } })
  }

  async extensionExists(domain: string, extension: string): Promise<boolean> {
    const { rows } = await this.#pool().query(
      'select 1 from v_extensions where user_context = $1 and extension = $2',
      [domain, extension],
    )
    return rows.length > 0
  }

  reset(): void {
    this.load({ loaded: [], cache: [] })
    this.#cleared = []
  }

  save(): SavedSwitch {
    return { loaded: [...this.#loaded.values()], cache: [...this.#cache] }
  }

  load({ loaded, cache }: SavedSwitch): void {
    this.#loaded = new Map(loaded.map((gateway) => [gateway.id, { ...gateway }]))
    this.#cache = new Map(cache)
  }
}
