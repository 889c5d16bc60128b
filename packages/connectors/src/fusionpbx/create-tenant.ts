import type { GatewayPasswords, TenantSpec, TenantState } from '@turnup/domain'
import { checkSpec } from './check-spec.ts'
import type { FusionPbxConfig } from './config.ts'
import { lock, type Query } from './database.ts'
import { tenantIdOf } from './ids.ts'
import { writtenForms } from './inbound-route.ts'
import { afterCommit, makeLive, numberCacheKeys, tenantCacheKeys } from './live.ts'
import { insertNumbers, numberLock, ownDestination } from './number-rows.ts'
import { outboundRows } from './outbound-route.ts'
import type { FusionPbx } from './platform.ts'
import { findDomain, readTenant } from './read-tenant.ts'
import { refused } from './refused.ts'
import { insertRows, type Row, type Writer } from './schema.ts'
import { unknownPasswordHash } from './secrets.ts'
import { copyStandardDialplans } from './standard-dialplans.ts'
import { withSwitch } from './switch.ts'
import {
  adminRows,
  domainRows,
  extensionRows,
  gatewayIdOf,
  gatewayRows,
  writtenCallerId,
} from './tenant-rows.ts'

const operation = 'createTenant'

/**
 * The switch is asked for first, so that one that is down means that nothing is made; then all rows in one transaction;
 * then the caches. Ids come from the reference: a repeat finds the tenant and only makes it live again.
 */
export async function createTenant(
  pbx: FusionPbx,
  spec: TenantSpec,
  passwords: GatewayPasswords,
  ref: string,
): Promise<TenantState> {
  const { config, deps, database } = pbx
  checkSpec(spec, passwords, config)
  const tenantId = tenantIdOf(ref)
  const passwordHash = await unknownPasswordHash()
  const { domain, extensions, gateways, numbers, outboundRoutes } = spec
  const request = {
    tenantId,
    domain,
    extensions: extensions.length,
    gateways: gateways.map(({ name }) => name),
    numbers: numbers.map(({ number }) => number),
    outboundRoutes: outboundRoutes.map(({ name }) => name),
  }
  return withSwitch(config, deps, async (freeswitch) => {
    const tenant = await database.write({ operation, subject: domain, request }, async (query) => {
      await lock(query, [
        `tenant ${tenantId}`,
        `domain ${domain}`,
        ...numbers.map(({ number }) => numberLock(number)),
      ])
      const existing = await findDomain(query, { tenantId })
      if (existing) return readTenant(query, config, existing)
      await refuseTaken(query, config, spec, tenantId)
      await insertTenant(await pbx.writer(query), config, { tenantId, spec, passwords, passwordHash })
      const made = await findDomain(query, { tenantId })
      if (!made)
        throw refused(
          operation,
          'ROWS_MISSING',
          'FusionPBX took the rows of the tenant and does not show them.',
        )
      return readTenant(query, config, made)
    })
    const written = numbers.flatMap(({ number, callingCode }) => writtenForms(number, callingCode))
    await afterCommit(operation, () =>
      makeLive(freeswitch, [...tenantCacheKeys(tenant), ...numberCacheKeys(written)]),
    )
    return tenant
  })
}

async function refuseTaken(
  query: Query,
  config: FusionPbxConfig,
  spec: TenantSpec,
  tenantId: string,
): Promise<void> {
  if (await findDomain(query, { domain: spec.domain }))
    throw refused(operation, 'DOMAIN_TAKEN', `${spec.domain} is taken by another tenant.`)
  for (const number of spec.numbers) await ownDestination(query, operation, tenantId, number)
  if (!config.uniqueUsernames) return
  const same = await query('select 1 from v_users where lower(username) = lower($1) limit 1', [
    spec.admin.username,
  ])
  if (same.length > 0)
    throw refused(
      operation,
      'USERNAME_TAKEN',
      `The user name ${spec.admin.username} is taken on this server.`,
    )
}

interface NewTenant {
  tenantId: string
  spec: TenantSpec
  passwords: GatewayPasswords
  passwordHash: string
}

async function insertTenant(
  writer: Writer,
  config: FusionPbxConfig,
  { tenantId, spec, passwords, passwordHash }: NewTenant,
): Promise<void> {
  const { query, now } = writer
  const tenant = { tenantId, domain: spec.domain }
  const groupId = await findGroup(query, spec.admin.group)
  const standard = await copyStandardDialplans(query, config.templateDomain, tenant)
  const outbound = spec.outboundRoutes.map((route) =>
    outboundRows(tenant, route, gatewayIdOf(tenantId, route.gatewayKey)),
  )
  const callerId = spec.callerId ?? spec.numbers[0]?.number
  const tables: [string, Row[]][] = [
    ...domainRows(tenantId, spec),
    ...adminRows(tenantId, spec, { passwordHash, groupId, now }),
    ...extensionRows(tenantId, spec, callerId && writtenCallerId(config, callerId)),
    ...gatewayRows(tenantId, spec.gateways, passwords, config.gatewayProfile),
    ['v_dialplans', [...standard.dialplans, ...outbound.flatMap(({ dialplans }) => dialplans)]],
    ['v_dialplan_details', [...standard.details, ...outbound.flatMap(({ details }) => details)]],
  ]
  for (const [table, rows] of tables) await insertRows(writer, table, rows)
  await insertNumbers(writer, tenant, spec.numbers)
}

async function findGroup(query: Query, name: string): Promise<string> {
  const [group] = await query<{ group_uuid: string }>(
    'select group_uuid from v_groups where group_name = $1 and domain_uuid is null',
    [name],
  )
  if (group) return group.group_uuid
  throw refused(operation, 'GROUP_NOT_ALLOWED', `FusionPBX has no group ${name} for all domains.`)
}
