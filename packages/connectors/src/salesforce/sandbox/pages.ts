import formbody from '@fastify/formbody'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { escapeHtml, page, table } from '../../sandbox-kit/index.ts'
import type { FieldProfile } from '../field-profiles.ts'
import type { Agent } from './agent.ts'
import { orderStatusFields } from './order-flow.ts'
import type { QuickActionAnswer } from './quick-action.ts'
import type { RecordStore, StoredRecord } from './record-store.ts'
import { SalesforceFault } from './salesforce-fault.ts'
import type { OrgSchema } from './schema.ts'

export interface PageParts {
  schema: OrgSchema
  store: RecordStore
  agent: Agent
  profile: FieldProfile
  pressQuickAction(orderId: string): Promise<QuickActionAnswer>
}

type Form = Record<string, string | undefined>
const shown = 100
const menu = `<p>${['orders', 'accounts', 'cases', 'opportunities']
  .map((name) => `<a href="/salesforce/${name}">${name[0]!.toUpperCase()}${name.slice(1)}</a>`)
  .join(' · ')}</p>`

const button = (action: string, label: string, inner = '') =>
  `<form method="post" action="/salesforce/${escapeHtml(action)}">${inner}<button>${escapeHtml(label)}</button></form>`

const select = (name: string, values: string[], current?: unknown) => {
  const options = values.map(
    (value) => `<option${value === current ? ' selected' : ''}>${escapeHtml(value)}</option>`,
  )
  return `<select name="${name}" aria-label="${name}">${options.join('')}</select>`
}

/** The pages where customer service acts, under /salesforce. */
export async function addPages(app: FastifyInstance, parts: PageParts): Promise<void> {
  const { store, agent, schema } = parts
  if (!app.hasContentTypeParser('application/x-www-form-urlencoded')) await app.register(formbody)
  app.setErrorHandler((error, _request, reply) => {
    const status = error instanceof SalesforceFault ? error.status : 500
    return send(reply.code(status), 'That did not work', `<p>${escapeHtml((error as Error).message)}</p>`)
  })
  const send = (reply: FastifyReply, title: string, body: string) =>
    reply.type('text/html').send(page(title, menu + body))
  const accountName = (record: StoredRecord) =>
    escapeHtml(store.get('Account', String(record.AccountId ?? ''))?.Name ?? '')
  const newest = (object: string) => store.all(object).reverse().slice(0, shown)
  const words = (object: string, field: string) => schema.get(object)?.fields[field]?.values ?? []

  app.get('/salesforce', (_request, reply) => reply.redirect('/salesforce/orders'))

  app.get('/salesforce/orders', (_request, reply) =>
    send(reply, 'Salesforce: orders', ordersTable(parts, accountName)),
  )

  app.get('/salesforce/accounts', (request, reply) => {
    const { q = '' } = request.query as Form
    const search = `<form><input name="q" value="${escapeHtml(q)}" placeholder="Number or name" aria-label="Search"><button>Search</button></form>`
    return send(reply, 'Salesforce: accounts', search + accountsTable(store, q))
  })

  app.get('/salesforce/cases', (_request, reply) => {
    const rows = newest('Case').map((record) => [
      ...[record.CaseNumber, record.Type, record.Subject, record.Description, record.Status].map(escapeHtml),
      accountName(record),
      button(`cases/${record.Id}`, 'Set', select('status', words('case', 'Status'), record.Status)),
    ])
    const head = ['Number', 'Type', 'Subject', 'Description', 'Status', 'Account', '']
    return send(reply, 'Salesforce: cases', table(head, rows))
  })

  app.get('/salesforce/opportunities', (_request, reply) => {
    const rows = newest('Opportunity').map((record) => [
      ...[record.Name, record.CommodityType__c, record.Portal_Source__c, record.WHMCS_Service_ID__c].map(
        escapeHtml,
      ),
      accountName(record),
      button(
        `opportunities/${record.Id}`,
        'Set',
        select('stage', words('opportunity', 'StageName'), record.StageName),
      ),
    ])
    return send(
      reply,
      'Salesforce: opportunities',
      table(['Name', 'Commodity', 'Source', 'WHMCS service', 'Account', 'Stage'], rows),
    )
  })

  const act = (path: string, back: string, work: (id: string, form: Form) => void) =>
    app.post(`/salesforce/${path}`, (request, reply) => {
      work((request.params as { id: string }).id, Object(request.body) as Form)
      return reply.redirect(`/salesforce/${back}`, 303)
    })
  act('orders/:id/approve', 'orders', (id) => agent.approveOrder(id))
  act('orders/:id/retry', 'orders', (id) => agent.requestRetry(id))
  act('orders/:id/cancel', 'orders', (id) => agent.cancelOrder(id))
  act('cases/:id', 'cases', (id, { status }) => agent.setCaseStatus(id, status ?? ''))
  act('opportunities/:id', 'opportunities', (id, { stage }) => agent.setStage(id, stage ?? ''))
  act('accounts/:id/eligibility', 'accounts', (id, { result = '' }) =>
    agent.setEligibility(id, { eligible: !/not/i.test(result), result }),
  )
  act('accounts/:id/identity', 'accounts', (id, { verdict, message }) =>
    agent.verifyIdentity(id, { verified: verdict === 'Verified', ...(message ? { message } : {}) }),
  )

  app.post('/salesforce/orders/:id/provision', async (request, reply) => {
    const { status, body } = await parts.pressQuickAction((request.params as { id: string }).id)
    const answer = `<p>The portal answered ${status || 'nothing'}:</p><pre>${escapeHtml(body)}</pre>`
    return send(reply, 'Provision in WHMCS', answer)
  })
}

function ordersTable({ store, profile }: PageParts, accountName: (record: StoredRecord) => string): string {
  const { status, errors } = orderStatusFields[profile]
  const rows = store
    .all('Order')
    .reverse()
    .slice(0, shown)
    .map((order) => {
      const lines = store.byIndex('OrderItem', 'OrderId', order.Id) ?? []
      const products = lines.map((line) => {
        const product = store.get('Product2', String(line.Product2Id))
        return escapeHtml(`${line.Quantity} × ${product?.Name ?? ''}`)
      })
      return [
        `${escapeHtml(order.OrderNumber)}<br><span class="note">${escapeHtml(order.Id)}</span>`,
        accountName(order),
        products.join('<br>'),
        escapeHtml(order.Status),
        [order[status], ...errors.map((field) => order[field])].map(escapeHtml).join('<br>'),
        escapeHtml(order.WHMCS_Order_Id__c ?? order.WHMCS_Order_ID__c),
        [
          button(`orders/${order.Id}/approve`, 'Approve'),
          button(`orders/${order.Id}/retry`, 'Retry'),
          button(`orders/${order.Id}/provision`, 'Provision in WHMCS'),
          button(`orders/${order.Id}/cancel`, 'Cancel'),
        ].join(' '),
      ]
    })
  return table(['Order', 'Account', 'Products', 'Status', 'Provisioning', 'WHMCS order', ''], rows)
}

function accountsTable(store: RecordStore, search: string): string {
  const wanted = search.toLowerCase()
  const rows = store
    .all('Account')
    .filter(({ Name, SF_Account_No__c }) => `${Name} ${SF_Account_No__c}`.toLowerCase().includes(wanted))
    .slice(0, shown)
    .map((account) => [
      ...[account.SF_Account_No__c, account.Name, account.WH_Account__c].map(escapeHtml),
      [account.Internet_Eligibility__c, account.Internet_Eligibility_Status__c].map(escapeHtml).join('<br>'),
      button(
        `accounts/${account.Id}/eligibility`,
        'Checked',
        select(
          'result',
          ['Home 1G', 'Apartment 1G', 'Apartment 100Mb', 'Not eligible'],
          account.Internet_Eligibility__c,
        ),
      ),
      escapeHtml(account.Id_Verification_Status__c),
      button(
        `accounts/${account.Id}/identity`,
        'Decide',
        `${select('verdict', ['Verified', 'Rejected'], account.Id_Verification_Status__c)}<input name="message" placeholder="Reason for the customer" aria-label="Reason">`,
      ),
    ])
  return table(['Number', 'Name', 'WHMCS client', 'Eligibility', '', 'Identity', ''], rows)
}
