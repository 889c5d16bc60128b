import { Client } from 'pg'
import type { PbxOrderInHand } from './pbx-checkout.ts'
import type { Stack } from './start-stack.ts'

/** What is in FusionPBX for one domain, row by row. */
export interface TenantRows {
  domains: number
  admins: { username: string; groups: string[]; email: string | null }[]
  extensions: string[]
  voicemails: number
  gateways: { id: string; username: string }[]
  destinations: string[]
  dialplans: number
}

type Row = Record<string, unknown>

/** The outside systems, and the PostgreSQL on which the imitated FusionPBX has its database. */
export type PbxPlace = Pick<Stack, 'sandbox' | 'databaseUrl'>

/** Reads FusionPBX's own tables, behind the back of the door that breaks transactions. */
export async function pbxRows(stack: PbxPlace, text: string, values: unknown[] = []): Promise<Row[]> {
  const url = new URL(stack.databaseUrl)
  url.pathname = `/${stack.sandbox.settings.FUSIONPBX_DATABASE_NAME}`
  const client = new Client({ connectionString: url.href })
  await client.connect()
  try {
    return (await client.query<Row>(text, values)).rows
  } finally {
    await client.end()
  }
}

export async function tenantRows(stack: PbxPlace, domain: string): Promise<TenantRows> {
  const of = (columns: string, table: string, order: string) =>
    pbxRows(
      stack,
      `select ${columns} from ${table} t join v_domains d using (domain_uuid) where d.domain_name = $1 order by ${order}`,
      [domain],
    )
  const groups =
    '(select array_agg(g.group_name) from v_user_groups g where g.user_uuid = t.user_uuid) as groups'
  const domains = await pbxRows(stack, 'select 1 from v_domains where domain_name = $1', [domain])
  const users = await of(`t.username, t.user_email as email, ${groups}`, 'v_users', 't.username')
  const extensions = await of('t.extension', 'v_extensions', 't.extension')
  const voicemails = await of('t.voicemail_id', 'v_voicemails', 't.voicemail_id')
  const gateways = await of('t.gateway_uuid as id, t.username', 'v_gateways', 't.gateway_uuid')
  const destinations = await of(
    "'+' || coalesce(t.destination_prefix, '') || t.destination_number as number",
    'v_destinations',
    't.destination_number',
  )
  const dialplans = await of('1', 'v_dialplans', 't.dialplan_uuid')
  return {
    domains: domains.length,
    admins: users.map(({ username, email, groups: names }) => ({
      username: String(username),
      email: email === null ? null : String(email),
      groups: (names ?? []) as string[],
    })),
    extensions: extensions.map(({ extension }) => String(extension)),
    voicemails: voicemails.length,
    gateways: gateways.map(({ id, username }) => ({ id: String(id), username: String(username) })),
    destinations: destinations.map(({ number }) => String(number)),
    dialplans: dialplans.length,
  }
}

/** How much of each effect of one PBX order is outside now, by the outside systems' own records. */
export interface PbxEffects {
  tenants: number
  trunks: number
  /** Numbers that the account pays for. */
  numbers: number
  identities: number
  addresses: number
  billingOrders: number
  acceptedOrders: number
}

export async function pbxEffects(
  stack: PbxPlace,
  { orderId, domain, crmOrderId }: Pick<PbxOrderInHand, 'orderId' | 'domain' | 'crmOrderId'>,
): Promise<PbxEffects> {
  const { voipMs, whmcs } = stack.sandbox.systems
  const [{ count: tenants } = { count: 0 }] = await pbxRows(
    stack,
    'select count(*)::int as count from v_domains where domain_name = $1',
    [domain],
  )
  const billing = whmcs.listOrders().filter(({ notes }) => notes.includes(`sfOrderId=${crmOrderId}`))
  const carrier2 = (type: string) =>
    stack.sandbox.systems.didww
      .list(type)
      .filter(({ attributes }) => String(attributes.external_reference_id).startsWith(orderId))
  return {
    tenants: Number(tenants),
    trunks: trunksAtCarrier1(stack, domain).length + carrier2('voice_in_trunks').length,
    numbers:
      voipMs.listNumbers().filter(({ note }) => note.includes(orderId)).length + livingDids(stack, orderId),
    identities: carrier2('identities').length,
    addresses: carrier2('addresses').length,
    billingOrders: billing.length,
    acceptedOrders: billing.filter(({ status }) => status === 'Active').length,
  }
}

/** Sub-accounts of VoIP.ms for a tenant; their description has room for the beginning of its domain. */
export function trunksAtCarrier1(
  { sandbox }: Pick<PbxPlace, 'sandbox'>,
  domain: string,
): { account: string }[] {
  const begins = domain.slice(0, 24)
  return sandbox.systems.voipMs.listSubAccounts().filter(({ description }) => description.startsWith(begins))
}

/** Numbers of carrier 2 that were bought for the order and not given up. */
export function livingDids({ sandbox }: Pick<PbxPlace, 'sandbox'>, orderId: string): number {
  const { didww } = sandbox.systems
  const bought = didww
    .list('orders')
    .filter(
      ({ attributes }) =>
        String(attributes.external_reference_id).startsWith(orderId) && attributes.status !== 'canceled',
    )
  const pending = bought.filter(({ attributes }) => attributes.status === 'pending')
  const ids = new Set(bought.map(({ id }) => id))
  const dids = didww
    .list('dids')
    .filter(
      ({ attributes, relations }) => !attributes.terminated && ids.has(String(Object(relations.order).id)),
    )
  return pending.length + dids.length
}
