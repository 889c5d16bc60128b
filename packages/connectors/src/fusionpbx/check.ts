import { type CheckResult, ProviderError } from '@turnup/domain'
import { appsOfObjects } from './apps.ts'
import { isLoopback } from './config.ts'
import type { Query } from './database.ts'
import type { FusionPbx } from './platform.ts'
import { connectorId } from './refused.ts'
import { readCatalogue } from './schema.ts'
import { withSwitch } from './switch.ts'

type Finding = Omit<CheckResult, 'id'>
const ok = (what: string): Finding => ({ level: 'ok', what })
const warning = (what: string, mend: string): Finding => ({ level: 'warning', what, mend })
const failure = (what: string, mend: string): Finding => ({ level: 'failure', what, mend })

/** Table to the rights that making, changing and removing a tenant take. */
const neededRights: Record<string, string> = {
  v_domains: 'INSERT, DELETE',
  v_domain_settings: 'INSERT, DELETE',
  v_contacts: 'INSERT, DELETE',
  v_contact_emails: 'INSERT, DELETE',
  v_contact_users: 'INSERT, DELETE',
  v_users: 'INSERT, DELETE',
  v_user_groups: 'INSERT, DELETE',
  v_user_settings: 'INSERT, DELETE',
  v_extensions: 'INSERT, DELETE',
  v_voicemails: 'INSERT, DELETE',
  v_gateways: 'INSERT, DELETE',
  v_destinations: 'SELECT, INSERT, DELETE',
  v_dialplans: 'SELECT, INSERT, DELETE',
  v_dialplan_details: 'SELECT, INSERT, DELETE',
}

/** Are database and switch set up as the connector needs them? Reads only. */
export async function checkFusionPbx(pbx: FusionPbx): Promise<CheckResult[]> {
  const [database, freeswitch] = await Promise.all([checkDatabase(pbx), checkSwitch(pbx)])
  return [...checkTransport(pbx), ...database, ...freeswitch]
}

function checkTransport({ config }: FusionPbx): CheckResult[] {
  const ways = [
    ['database', config.databaseHost, config.databaseTls] as const,
    ['event-socket', config.switchHost, config.switchTls] as const,
  ]
  return ways.map(([what, host, tls]) => {
    const id = `${connectorId}.${what}.transport`
    if ((tls ?? true) || isLoopback(host))
      return { id, ...ok(`The way to the ${what.replace('-', ' ')} is private.`) }
    return {
      id,
      ...failure(
        `Passwords would travel to the ${what.replace('-', ' ')} unencrypted.`,
        'Switch TLS on, with a tunnel where needed.',
      ),
    }
  })
}

function failed(error: unknown): Finding {
  if (!(error instanceof ProviderError)) throw error
  const mend =
    error.kind === 'auth'
      ? 'Enter user name and password anew, and look at the rights (role.sql) and address lists on the server.'
      : 'Check host, port, TLS and the way from this server to it.'
  return failure(error.message, mend)
}

async function checkDatabase({ config, database }: FusionPbx): Promise<CheckResult[]> {
  const id = (what: string) => `${connectorId}.${what}`
  try {
    return await database.read({ operation: 'check', subject: 'database', request: {} }, async (query) => {
      const tables = await checkTables(query)
      const login = { id: id('database.login'), ...ok('The database takes our login.') }
      if (tables.level === 'failure') return [login, { id: id('database.tables'), ...tables }]
      return [
        login,
        { id: id('database.tables'), ...tables },
        { id: id('database.rights'), ...(await checkRights(query)) },
        { id: id('template'), ...(await checkTemplate(query, config.templateDomain)) },
        { id: id('group'), ...(await checkGroup(query)) },
      ]
    })
  } catch (error) {
    return [{ id: id('database.login'), ...failed(error) }]
  }
}

async function checkTables(query: Query): Promise<Finding> {
  const catalogue = await readCatalogue(query)
  const missing = Object.keys(neededRights).filter((table) => !catalogue.has(table))
  if (missing.length > 0)
    return failure(
      `Not there, or not to be seen: ${missing.join(', ')}.`,
      'Run role.sql in the database of FusionPBX.',
    )
  const flags = catalogue.get('v_domains')?.get('domain_enabled')
  return ok(`The tables are there; flags are kept as ${flags}.`)
}

async function checkRights(query: Query): Promise<Finding> {
  const wanted = Object.entries(neededRights).flatMap(([table, rights]) =>
    rights.split(', ').map((right) => ({ table, right })),
  )
  const missing = await query<{ name: string; right: string }>(
    `select w."table" as name, w."right" from jsonb_to_recordset($1::jsonb) as w("table" text, "right" text)
      where not has_table_privilege(w."table", w."right")`,
    [JSON.stringify(wanted)],
  )
  if (missing.length === 0) return ok('The database user has the rights that are needed.')
  const words = missing.map(({ name, right }) => `${right} on ${name}`).join(', ')
  return failure(`The database user lacks ${words}.`, 'Run role.sql in the database of FusionPBX.')
}

async function checkTemplate(query: Query, template: string): Promise<Finding> {
  const [found] = await query<{ count: number }>(
    `select count(*)::int as count from v_dialplans p join v_domains d using (domain_uuid)
      where lower(d.domain_name) = $1 and p.dialplan_context = d.domain_name
        and (p.app_uuid is null or p.app_uuid <> all($2::uuid[]))`,
    [template, appsOfObjects],
  )
  if (found && found.count > 0)
    return ok(`The template tenant ${template} has ${found.count} standard dialplans.`)
  const mend = 'Make it in FusionPBX under Advanced, Domains, and run Upgrade, App Defaults.'
  return failure(`There is no template tenant ${template}, or it has no standard dialplans.`, mend)
}

async function checkGroup(query: Query): Promise<Finding> {
  const found = await query(`select 1 from v_groups where group_name = 'admin' and domain_uuid is null`)
  if (found.length > 0) return ok('The group admin is there.')
  return failure('There is no group admin for all domains.', 'Run Upgrade, App Defaults in FusionPBX.')
}

async function checkSwitch({ config, deps }: FusionPbx): Promise<CheckResult[]> {
  const id = `${connectorId}.event-socket.login`
  try {
    return await withSwitch(config, deps, async (freeswitch) => {
      const hostname = await freeswitch.hostname()
      const isRunning = await freeswitch.isProfileRunning()
      const profile = isRunning
        ? ok(`The SIP profile ${config.gatewayProfile} runs.`)
        : failure(
            `FreeSWITCH runs no SIP profile ${config.gatewayProfile}.`,
            'Start it, or enter the one that gateways use.',
          )
      const weak = config.switchPassword === 'ClueCon' && !isLoopback(config.switchHost)
      const login = weak
        ? warning(
            'The event socket still has the password that everybody knows.',
            'Change it in event_socket.conf.xml.',
          )
        : ok(`The event socket of ${hostname} takes our login.`)
      return [
        { id, ...login },
        { id: `${connectorId}.profile`, ...profile },
      ]
    })
  } catch (error) {
    return [{ id, ...failed(error) }]
  }
}
