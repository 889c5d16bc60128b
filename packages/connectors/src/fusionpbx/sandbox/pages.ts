import type { GatewayRegistration } from '@turnup/domain'
import type { FastifyInstance } from 'fastify'
import type { Pool } from 'pg'
import { escapeHtml, page, type SandboxContext, table } from '../../sandbox-kit/index.ts'
import { isTrue } from '../read-tenant.ts'
import type { SwitchState } from './switch-state.ts'

interface World {
  context: SandboxContext
  pool(): Pool
  state: SwitchState
  isReady(): Promise<void>
}

const choices: GatewayRegistration[] = ['registered', 'trying', 'failed', 'not-registering', 'absent']

async function rows(pool: Pool, sql: string, values: unknown[] = []): Promise<string[][]> {
  const { rows: found } = await pool.query({ text: sql, values, rowMode: 'array' })
  return (found as unknown as unknown[][]).map((row) => row.map(escapeHtml))
}

async function overview(pool: Pool): Promise<string> {
  const tenants = await pool.query<{
    domain: string
    company: string | null
    extensions: number
    numbers: number
  }>(
    `select domain_name as domain, domain_description as company,
            (select count(*) from v_extensions e where e.domain_uuid = d.domain_uuid) as extensions,
            (select count(*) from v_destinations n where n.domain_uuid = d.domain_uuid) as numbers
       from v_domains d order by domain_name`,
  )
  const lines = tenants.rows.map(({ domain, company, extensions, numbers }) => [
    `<a href="/fusionpbx/tenants/${encodeURIComponent(domain)}">${escapeHtml(domain)}</a>`,
    ...[company, extensions, numbers].map(escapeHtml),
  ])
  return `${table(['Domain', 'Company', 'Extensions', 'Numbers'], lines)}
<h2>Somebody makes a tenant by hand</h2><form method="post" action="/fusionpbx/page/plant"><label>Domain <input name="domain" placeholder="acme.pbx.harbour-telecom.example" required></label> <button>Make</button></form>`
}

function gatewayLines(
  gateways: { id: string; name: string; proxy: string }[],
  state: SwitchState,
  domain: string,
) {
  return gateways.map(({ id, name, proxy }) => {
    const options = choices.map((choice) => `<option>${choice}</option>`).join('')
    const form = `<form method="post" action="/fusionpbx/page/gateway"><input type="hidden" name="id" value="${escapeHtml(id)}"><input type="hidden" name="domain" value="${escapeHtml(domain)}"><label>Make it <select name="status">${options}</select></label> <button>Set</button></form>`
    return [...[name, proxy, id, state.gateway(id)?.state ?? 'not loaded'].map(escapeHtml), form]
  })
}

async function tenantPage(pool: Pool, state: SwitchState, domain: string): Promise<string> {
  const of = 'domain_uuid in (select domain_uuid from v_domains where domain_name = $1)'
  const gateways = await pool.query<{ id: string; name: string; proxy: string }>(
    `select gateway_uuid as id, gateway as name, proxy from v_gateways where ${of} order by gateway`,
    [domain],
  )
  const read = (sql: string) => rows(pool, sql, [domain])
  const users = await read(`select username, user_email, ${isTrue('user_enabled')} from v_users where ${of}`)
  const extensions = await read(
    `select extension, effective_caller_id_name, outbound_caller_id_number, ${isTrue('enabled')} from v_extensions where ${of} order by length(extension), extension limit 50`,
  )
  const numbers = await read(
    `select destination_prefix, destination_number, destination_data, ${isTrue('destination_enabled')} from v_destinations where ${of} order by destination_number`,
  )
  const dialplans = await read(
    `select dialplan_order, dialplan_name, dialplan_context, ${isTrue('dialplan_enabled')} from v_dialplans where ${of} order by dialplan_order, dialplan_name`,
  )
  const gatewayHeadings = ['Gateway', 'Carrier', 'Id', 'Registration', '']
  return `<p><a href="/fusionpbx">All tenants</a></p>
<h2>Gateways</h2>${table(gatewayHeadings, gatewayLines(gateways.rows, state, domain))}
<h2>Numbers</h2>${table(['Calling code', 'Number', 'Rings at', 'Enabled'], numbers)}
<h2>Users</h2>${table(['User name', 'Mail', 'Enabled'], users)}
<h2>Extensions</h2>${table(['Extension', 'Name', 'Caller id', 'Enabled'], extensions)}
<h2>Dialplans</h2>${table(['Order', 'Name', 'Context', 'Enabled'], dialplans)}`
}

/** Each tenant as it stands, and what happens outside of the connector: registrations, and tenants made by hand. */
export function addPages(
  app: FastifyInstance,
  { context, pool, state, isReady }: World,
  plant: (domain: string) => Promise<void>,
): void {
  const field = (body: unknown, name: string) => String((Object(body) as Record<string, unknown>)[name] ?? '')

  app.get('/fusionpbx', async (_request, reply) => {
    await isReady()
    return reply.type('text/html').send(page('FusionPBX', await overview(pool())))
  })
  app.get('/fusionpbx/tenants/:domain', async (request, reply) => {
    await isReady()
    const domain = field(request.params, 'domain')
    return reply.type('text/html').send(page(domain, await tenantPage(pool(), state, domain)))
  })
  app.post('/fusionpbx/page/gateway', (request, reply) => {
    const status = choices.find((choice) => choice === field(request.body, 'status'))
    if (status) state.setGateway(field(request.body, 'id'), status)
    context.changed()
    return reply.redirect(`/fusionpbx/tenants/${encodeURIComponent(field(request.body, 'domain'))}`, 303)
  })
  app.post('/fusionpbx/page/plant', async (request, reply) => {
    const domain = field(request.body, 'domain').trim().toLowerCase()
    if (/^[a-z0-9.-]{3,253}$/.test(domain)) await plant(domain)
    return reply.redirect('/fusionpbx', 303)
  })
}
