import type { TenantState } from '@turnup/domain'
import { appsOfObjects, outboundApp } from './apps.ts'
import type { FusionPbxConfig } from './config.ts'
import type { Query } from './database.ts'
import { partIdOf } from './ids.ts'
import { markerName } from './outbound-route.ts'

/** Flags are booleans or texts; as text both are 'true'. */
export const isTrue = (column: string) => `coalesce((${column})::text, 'false') in ('true', 't', '1')`

interface DomainRow {
  domain_uuid: string
  domain_name: string
  company: string | null
  is_enabled: boolean
}

/** A number as it stands in v_destinations; a hand-made one may lack the calling code. */
export interface NumberRow {
  domain_uuid: string
  destination_uuid: string
  dialplan_uuid: string | null
  prefix: string
  national: string
  target: string
  is_enabled: boolean
}

export const numberColumns = `domain_uuid, destination_uuid, dialplan_uuid,
  coalesce(destination_prefix, '') as prefix, destination_number as national,
  coalesce(destination_actions::jsonb -> 0 ->> 'destination_data', destination_data, '') as target,
  ${isTrue('destination_enabled')} as is_enabled`

export function writtenNumber({ prefix, national }: Pick<NumberRow, 'prefix' | 'national'>): string {
  return national.startsWith('+') ? national : `+${prefix}${national}`
}

export async function findDomain(query: Query, by: { tenantId: string } | { domain: string }) {
  const [column, value] =
    'tenantId' in by ? ['domain_uuid', by.tenantId] : ['lower(domain_name)', by.domain.toLowerCase()]
  const [row] = await query<DomainRow>(
    `select domain_uuid, domain_name, domain_description as company, ${isTrue('domain_enabled')} as is_enabled
       from v_domains where ${column} = $1`,
    [value],
  )
  return row
}

/** A tenant as its rows say, whoever wrote them; nothing secret is read. */
export async function readTenant(
  query: Query,
  config: FusionPbxConfig,
  domain: DomainRow,
): Promise<TenantState> {
  const tenantId = domain.domain_uuid
  const settings = await readSettings(query, tenantId)
  const seats = Number(settings.get('limit extensions'))
  const optional = {
    timeZone: settings.get('domain time_zone'),
    language: settings.get('domain language'),
    maxExtensions: Number.isFinite(seats) ? seats : undefined,
    admin: await readAdmin(query, tenantId),
  }
  return {
    tenantId,
    domain: domain.domain_name,
    company: domain.company ?? '',
    isEnabled: domain.is_enabled,
    loginUrl: config.loginUrl.replaceAll('{domain}', domain.domain_name),
    extensions: await readExtensions(query, tenantId),
    gateways: await readGatewayRows(query, tenantId),
    numbers: await readNumbers(query, tenantId),
    ...(await readDialplans(query, tenantId, domain.domain_name)),
    ...(Object.fromEntries(
      Object.entries(optional).filter(([, value]) => value !== undefined),
    ) as Partial<TenantState>),
  }
}

async function readSettings(query: Query, tenantId: string): Promise<Map<string, string>> {
  const rows = await query<{ name: string; value: string }>(
    `select domain_setting_category || ' ' || domain_setting_subcategory as name, domain_setting_value as value
       from v_domain_settings where domain_uuid = $1 and ${isTrue('domain_setting_enabled')}`,
    [tenantId],
  )
  return new Map(rows.map(({ name, value }) => [name, value]))
}

async function readAdmin(query: Query, tenantId: string): Promise<TenantState['admin']> {
  const [row] = await query<{
    user_uuid: string
    username: string
    user_email: string | null
    group_name: string
    is_claimed: boolean
  }>(
    `select u.user_uuid, u.username, u.user_email, g.group_name,
            exists (select from v_user_settings s where s.user_uuid = u.user_uuid and s.user_setting_category = 'turnup'
                      and s.user_setting_subcategory = 'claim' and ${isTrue('s.user_setting_enabled')}) as is_claimed
       from v_users u join v_user_groups g on g.user_uuid = u.user_uuid
      where u.domain_uuid = $1 and g.group_name in ('admin', 'superadmin')
      order by u.user_uuid = $2 desc, u.username limit 1`,
    [tenantId, partIdOf(tenantId, 'admin')],
  )
  if (!row) return undefined
  const { user_uuid: userId, username, user_email: email, group_name: group, is_claimed: isClaimed } = row
  return { userId, username, group, isClaimed, ...(email ? { email } : {}) }
}

async function readExtensions(query: Query, tenantId: string): Promise<TenantState['extensions']> {
  const rows = await query<{ number: string; name: string | null; voicemail: boolean; is_enabled: boolean }>(
    `select e.extension as number, e.description as name, ${isTrue('e.enabled')} as is_enabled,
            exists (select from v_voicemails v where v.domain_uuid = e.domain_uuid and v.voicemail_id = e.extension
                      and ${isTrue('v.voicemail_enabled')}) as voicemail
       from v_extensions e where e.domain_uuid = $1 order by length(e.extension), e.extension`,
    [tenantId],
  )
  return rows.map(({ number, name, voicemail, is_enabled: isEnabled }) => ({
    number,
    ...(name ? { displayName: name } : {}),
    voicemail,
    isEnabled,
  }))
}

export async function readGatewayRows(query: Query, tenantId: string): Promise<TenantState['gateways']> {
  const rows = await query<{
    id: string
    name: string
    proxy: string | null
    username: string | null
    is_enabled: boolean
  }>(
    `select gateway_uuid as id, gateway as name, proxy, username, ${isTrue('enabled')} as is_enabled
       from v_gateways where domain_uuid = $1 order by gateway, gateway_uuid`,
    [tenantId],
  )
  return rows.map(({ id, name, proxy, username, is_enabled: isEnabled }) => ({
    gatewayId: id,
    name,
    host: (proxy ?? '').replace(/:\d+$/, ''),
    username: username ?? '',
    isEnabled,
  }))
}

export function readNumberRows(query: Query, tenantId: string): Promise<NumberRow[]> {
  return query<NumberRow>(
    `select ${numberColumns} from v_destinations
      where domain_uuid = $1 and destination_type = 'inbound' order by prefix, national`,
    [tenantId],
  )
}

async function readNumbers(query: Query, tenantId: string): Promise<TenantState['numbers']> {
  const rows = await readNumberRows(query, tenantId)
  return rows.map((row) => ({
    number: writtenNumber(row),
    extension: row.target.split(' ')[0] ?? '',
    isEnabled: row.is_enabled,
  }))
}

async function readDialplans(
  query: Query,
  tenantId: string,
  context: string,
): Promise<Pick<TenantState, 'outboundRoutes' | 'defaultDialplans'>> {
  const routes = await query<{
    name: string
    pattern: string | null
    bridge: string | null
    is_enabled: boolean
  }>(
    `select d.dialplan_name as name, ${isTrue('d.dialplan_enabled')} as is_enabled,
            max(l.dialplan_detail_data) filter (where l.dialplan_detail_tag = 'condition' and l.dialplan_detail_type = 'destination_number') as pattern,
            max(l.dialplan_detail_data) filter (where l.dialplan_detail_tag = 'action' and l.dialplan_detail_type = 'bridge') as bridge
       from v_dialplans d left join v_dialplan_details l on l.dialplan_uuid = d.dialplan_uuid
      where d.domain_uuid = $1 and d.app_uuid = $2 and d.dialplan_name not like $3
      group by d.dialplan_uuid, d.dialplan_name, d.dialplan_enabled, d.dialplan_order
      order by d.dialplan_order, d.dialplan_name`,
    [tenantId, outboundApp, `${markerName}%`],
  )
  const [standard] = await query<{ count: number }>(
    `select count(*)::int as count from v_dialplans
      where domain_uuid = $1 and dialplan_context = $2 and (app_uuid is null or app_uuid <> all($3::uuid[]))`,
    [tenantId, context, appsOfObjects],
  )
  return {
    outboundRoutes: routes.map(({ name, pattern, bridge, is_enabled: isEnabled }) => ({
      name,
      pattern: pattern ?? '',
      gatewayId: /^sofia\/gateway\/([0-9a-f-]+)\//i.exec(bridge ?? '')?.[1] ?? '',
      isEnabled,
    })),
    defaultDialplans: standard?.count ?? 0,
  }
}
