import type { ApiFunction, Params, World } from './functions.ts'
import type { SandboxDid } from './state.ts'
import { findStock, prices, servers } from './stock.ts'

const headers = [
  'account',
  'fwd',
  'vm',
  'sip',
  'grp',
  'ivr',
  'sys',
  'recording',
  'queue',
  'cb',
  'tc',
  'disa',
  'none',
]

function routingProblem({ state, mainAccount }: World, routing: string | undefined): string | undefined {
  if (!routing) return 'missing_routing'
  const [header = '', record = ''] = routing.split(':')
  if (!headers.includes(header)) return 'invalid_routing_header'
  const isAccount = record === mainAccount || state.accounts.some(({ account }) => account === record)
  return header === 'account' && !isAccount ? 'invalid_routing' : undefined
}

function popProblem(pop: string | undefined): string | undefined {
  if (!pop) return 'missing_serverpop'
  return servers.some((server) => String(server.pop) === pop) ? undefined : 'invalid_serverpop'
}

function orderProblem(world: World, params: Params): string | undefined {
  const { did, routing, pop, dialtime, cnam, billing_type, note = '' } = params
  if (!did) return 'missing_did'
  const problem = routingProblem(world, routing) ?? popProblem(pop)
  if (problem) return problem
  if (!/^\d+$/.test(dialtime ?? '')) return 'invalid_dialtime'
  if (cnam !== '0' && cnam !== '1') return 'invalid_cnam'
  if (billing_type !== '1' && billing_type !== '2') return 'invalid_billingtype'
  if (note.length >= 50) return 'invalid_note'
  return undefined
}

/** Order: an order is final, costs setup and the first month at once, and no key guards against a second one. */
const orderDID: ApiFunction = (world, params) => {
  const problem = orderProblem(world, params)
  if (problem) return problem
  const { state } = world
  const [number] = findStock(({ did }) => did === params.did)
  if (!number) return 'invalid_did'
  if (state.soldElsewhere.includes(number.did) || ownDid(world, number.did)) return 'did_in_use'
  const billingType = params.billing_type as '1' | '2'
  const { monthly, setup } = prices[billingType]
  const costMinor = Math.round((Number(monthly) + Number(setup)) * 100)
  if (state.balanceMinor < costMinor) return 'non_sufficient_funds'
  if (params.test) return {}
  state.balanceMinor -= costMinor
  state.dids.push({
    did: number.did,
    rateCentre: number.rateCentre,
    region: number.region,
    routing: params.routing ?? '',
    pop: params.pop ?? '',
    note: params.note ?? '',
    billingType,
    orderedAt: world.now().toISOString(),
  })
  return {}
}

function ownDid({ state }: World, did: string | undefined): SandboxDid | undefined {
  return state.dids.find((own) => own.did === did)
}

function didView(own: SandboxDid): Record<string, unknown> {
  return {
    did: own.did,
    description: `${own.rateCentre}, ${own.region}`,
    routing: own.routing,
    failover_busy: 'none:',
    failover_unreachable: 'none:',
    failover_noanswer: 'none:',
    voicemail: '',
    pop: Number(own.pop),
    dialtime: 60,
    cnam: 0,
    e911: '0',
    note: own.note,
    port_out_pin: '4711',
    billing_type: Number(own.billingType),
    order_date: own.orderedAt.replace('T', ' ').slice(0, 19),
    smpp_pass: 'sandbox-smpp-password',
  }
}

const changing =
  (
    problem: (world: World, params: Params) => string | undefined,
    change: (own: SandboxDid, params: Params) => void,
  ): ApiFunction =>
  (world, params) => {
    const own = ownDid(world, params.did)
    if (!own) return 'invalid_did'
    const wrong = problem(world, params)
    if (wrong) return wrong
    change(own, params)
    return {}
  }

export const didFunctions: Record<string, ApiFunction> = {
  orderDID,
  getDIDsInfo: (world, { did }) => {
    if (did && !ownDid(world, did)) return 'invalid_did'
    const found = world.state.dids.filter((own) => !did || own.did === did)
    return found.length > 0 ? { dids: found.map(didView) } : 'no_did'
  },
  setDIDRouting: changing(
    (world, { routing }) => routingProblem(world, routing),
    (own, { routing = '' }) => {
      own.routing = routing
    },
  ),
  setDIDPOP: changing(
    (_world, { pop }) => popProblem(pop),
    (own, { pop = '' }) => {
      own.pop = pop
    },
  ),
  cancelDID: (world, { did, test }) => {
    if (!ownDid(world, did)) return 'invalid_did'
    if (!test) world.state.dids = world.state.dids.filter((own) => own.did !== did)
    return {}
  },
}
