import type { Sandbox } from '@turnup/sandbox'
import { createVault, type Database, findEsimProfileRef } from '@turnup/store'
import { usedProfiles } from '../stack/effects.ts'
import type { PbxPlace } from '../stack/pbx-effects.ts'
import { pbxCounts, pbxStrays } from './pbx-verdict.ts'

/** What became of all orders, counted in the outside systems and not in our own books. */
export interface Verdict {
  orders: number
  /** Orders of a PBX among them: without and with a registration at the carrier. */
  pbxOrders: { standard: number; regulated: number }
  completed: number
  /** Held with a named cause that an operator can repair, by cause. */
  parked: Record<string, number>
  /** Accepted by us and neither complete nor parked, or complete without all its effects. */
  lost: number
  /** More of an effect than one. */
  doubled: number
  details: string[]
}

interface Row {
  id: string
  state: string
  crm_order_id: string | null
  billing_client_id: string
  error_code: string | null
  pbx: { tenant: { domain: string }; registration?: unknown } | null
}

const esimMails = ['esim-activation', 'order-confirmation', 'order-provisioned']
const pbxMails = ['order-confirmation', 'pbx-welcome']

export async function judge(
  place: PbxPlace,
  db: Database,
  masterKey: Buffer,
  accepted: string[],
): Promise<Verdict> {
  const { sandbox } = place
  const rows: Row[] = await db
    .selectFrom('product_order')
    .select(['id', 'state', 'crm_order_id', 'billing_client_id', 'error_code', 'pbx'])
    .execute()
  const outside = await countOutside(sandbox, db, masterKey)
  const verdict: Verdict = {
    orders: accepted.length,
    pbxOrders: {
      standard: rows.filter(({ pbx }) => pbx && !pbx.registration).length,
      regulated: rows.filter(({ pbx }) => pbx?.registration).length,
    },
    completed: 0,
    parked: {},
    lost: 0,
    doubled: 0,
    details: [],
  }
  const lose = (text: string) => {
    verdict.lost += 1
    verdict.details.push(`lost: ${text}`)
  }
  const double = (text: string) => {
    verdict.doubled += 1
    verdict.details.push(`doubled: ${text}`)
  }
  for (const crmOrderId of accepted) {
    const row = rows.find((candidate) => candidate.crm_order_id === crmOrderId)
    if (!row) {
      lose(`${crmOrderId} is in no row`)
      continue
    }
    const effects = effectsOf(outside, row, row.pbx ? await pbxCounts(place, row) : esimCounts(outside, row))
    for (const [name, count] of Object.entries(effects.counts))
      if (count > 1) double(`${crmOrderId} has ${count} ${name}`)
    if (row.state === 'completed') {
      verdict.completed += 1
      const missing = Object.entries(effects.counts).filter(([, count]) => count < 1)
      if (missing.length > 0)
        lose(`${crmOrderId} is complete without ${missing.map(([name]) => name).join(', ')}`)
      if (effects.crmStatus !== 'Provisioned')
        lose(`${crmOrderId} is complete, but the CRM says ${effects.crmStatus}`)
    } else if (row.state === 'held' && row.error_code) {
      verdict.parked[row.error_code] = (verdict.parked[row.error_code] ?? 0) + 1
    } else lose(`${crmOrderId} is ${row.state}`)
  }
  strays(sandbox, outside, rows, double)
  for (const stray of await pbxStrays(place, db)) double(`${stray} belongs to nobody`)
  return verdict
}

interface Outside {
  sandbox: Sandbox
  profilesByOrder: Map<string, number>
  strayProfiles: number
  linesByOrder: Map<string, number>
  mailsById: Map<string, string[]>
}

async function countOutside(sandbox: Sandbox, db: Database, masterKey: Buffer): Promise<Outside> {
  const vault = createVault(masterKey)
  const profilesByOrder = new Map<string, number>()
  let strayProfiles = 0
  for (const iccid of usedProfiles(sandbox)) {
    const orderId = (await findEsimProfileRef(db, vault, iccid))?.split('/')[0]
    if (orderId) profilesByOrder.set(orderId, (profilesByOrder.get(orderId) ?? 0) + 1)
    else strayProfiles += 1
  }
  const linesByOrder = new Map<string, number>()
  for (const line of sandbox.systems.mvne.save() as { ref: string; status: string }[]) {
    const orderId = line.ref.split('/')[0] as string
    if (line.status === 'active') linesByOrder.set(orderId, (linesByOrder.get(orderId) ?? 0) + 1)
  }
  const mailsById = new Map<string, string[]>()
  for (const mail of sandbox.systems.mail.save() as { messageId: string }[]) {
    const [template = '', rest = ''] = mail.messageId.replace(/^</, '').split('.')
    const orderId = rest.split('@')[0] as string
    mailsById.set(orderId, [...(mailsById.get(orderId) ?? []), template])
  }
  return { sandbox, profilesByOrder, strayProfiles, linesByOrder, mailsById }
}

function esimCounts(outside: Outside, { id }: Row): Record<string, number> {
  return {
    'eSIM profiles': outside.profilesByOrder.get(id) ?? 0,
    lines: outside.linesByOrder.get(id) ?? 0,
  }
}

function effectsOf(outside: Outside, row: Row, own: Record<string, number>) {
  const { whmcs, salesforce } = outside.sandbox.systems
  const orders = whmcs
    .listOrders(row.billing_client_id)
    .filter((order) => order.notes.includes(`sfOrderId=${row.crm_order_id}`))
  const invoices = orders.filter((order) => order.invoiceId !== undefined)
  const mails = outside.mailsById.get(row.id) ?? []
  const crmOrder = salesforce.readRecord('Order', row.crm_order_id as string)
  return {
    crmStatus: String(crmOrder?.Activation_Status__c),
    counts: {
      'WHMCS orders': orders.length,
      'accepted WHMCS orders': orders.filter((order) => order.status === 'Active').length,
      invoices: invoices.length,
      ...own,
      ...Object.fromEntries(
        (row.pbx ? pbxMails : esimMails).map((template) => [
          `mails ${template}`,
          mails.filter((mail) => mail === template).length,
        ]),
      ),
    },
  }
}

/** Things outside that belong to no order of ours. */
function strays(sandbox: Sandbox, outside: Outside, rows: Row[], double: (text: string) => void): void {
  if (outside.strayProfiles > 0) double(`${outside.strayProfiles} eSIM profiles belong to nobody`)
  const known = new Set(rows.map((row) => row.crm_order_id))
  for (const order of sandbox.systems.salesforce.listRecords('Order')) {
    if (!known.has(order.Id)) double(`the CRM order ${order.Id} belongs to nobody`)
  }
  const references = sandbox.systems.salesforce.listRecords('Order').map((order) => order.Portal_Reference__c)
  if (new Set(references).size !== references.length) double('two CRM orders carry one reference')
}
