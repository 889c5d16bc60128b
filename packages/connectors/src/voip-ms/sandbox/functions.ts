import { accountFunctions } from './account-functions.ts'
import { didFunctions } from './did-functions.ts'
import { searchFunctions } from './search-functions.ts'
import type { VoipMsState } from './state.ts'
import { servers } from './stock.ts'

export interface World {
  state: VoipMsState
  mainAccount: string
  now(): Date
}

export type Params = Record<string, string>

/** One function of the API: a status code, or the fields that go with "success". */
export type ApiFunction = (world: World, params: Params) => string | Record<string, unknown>

const accountWide: Record<string, ApiFunction> = {
  getIP: () => ({ ip: '203.0.113.9' }),
  // Six decimals and text here, whole numbers elsewhere: the carrier is not particular.
  getBalance: ({ state }) => ({ balance: { current_balance: (state.balanceMinor / 100).toFixed(6) } }),
  getServersInfo: (_world, { server_pop }) => {
    const found = servers.filter(({ pop }) => !server_pop || String(pop) === server_pop)
    if (found.length === 0) return 'invalid_serverpop'
    return {
      servers: found.map(({ pop, name, short, host, country }) => ({
        server_name: name,
        server_shortname: short,
        server_hostname: host,
        server_ip: '203.0.113.20',
        server_country: country,
        server_pop: pop,
        server_recommended: pop === 7 ? 'Yes' : 'No',
      })),
    }
  },
}

export const functions = new Map<string, ApiFunction>(
  Object.entries({ ...accountWide, ...searchFunctions, ...didFunctions, ...accountFunctions }),
)

export function effectOf(name: string): 'read' | 'write' {
  return /^(get|search)/.test(name) || !functions.has(name) ? 'read' : 'write'
}
