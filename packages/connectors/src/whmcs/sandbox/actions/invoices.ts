import { demoCurrency } from '../../../sandbox-kit/index.ts'
import { calendarDate, cents, dateTime, decimal, looseId, looseList, pageOf } from '../loose.ts'
import { flag, text, whole } from '../php.ts'
import { WhmcsRefusal } from '../refusal.ts'
import { invoiceTotal, putInvoice, type SandboxInvoice, type WhmcsState } from '../state.ts'
import type { Action, World } from '../world.ts'

function known(state: WhmcsState, invoiceId: number): SandboxInvoice {
  const invoice = state.invoices.get(invoiceId)
  if (!invoice) throw new WhmcsRefusal('Invoice ID Not Found')
  return invoice
}

const getInvoices: Action = {
  effect: 'read',
  run(world, params) {
    const { state } = world
    const clientId = whole(params, 'userid')
    const all = clientId ? (state.invoiceIdsByClient.get(clientId) ?? []) : [...state.invoices.keys()]
    const status = text(params, 'status')
    const matching = status ? all.filter((id) => state.invoices.get(id)?.status === status) : all
    const start = whole(params, 'limitstart')
    const invoices = pageOf(matching, start, whole(params, 'limitnum')).flatMap((id) => {
      const invoice = state.invoices.get(id)
      return invoice ? [{ id: looseId(id), ...describe(invoice), currencycode: demoCurrency }] : []
    })
    return {
      totalresults: looseId(matching.length),
      startnumber: start,
      numreturned: invoices.length,
      invoices: looseList('invoice', invoices),
    }
  },
}

const getInvoice: Action = {
  effect: 'read',
  run({ state }, params) {
    const invoice = known(state, whole(params, 'invoiceid'))
    const balance = invoice.status === 'Paid' ? 0 : invoiceTotal(invoice)
    const items = invoice.items.map((item) => ({
      id: looseId(item.id),
      type: item.type,
      relid: looseId(item.relid),
      description: item.description,
      amount: decimal(item.amountMinor),
      taxed: 0,
    }))
    return {
      invoiceid: looseId(invoice.id),
      ...describe(invoice),
      balance: decimal(balance),
      ccgateway: true,
      items: looseList('item', items),
      transactions: '',
    }
  },
}

function describe(invoice: SandboxInvoice): Record<string, unknown> {
  const total = decimal(invoiceTotal(invoice))
  return {
    userid: looseId(invoice.clientId),
    invoicenum: '',
    date: invoice.date,
    duedate: invoice.dueDate,
    datepaid: invoice.paidAt || '0000-00-00 00:00:00',
    subtotal: total,
    credit: '0.00',
    tax: '0.00',
    tax2: '0.00',
    total,
    taxrate: '0.000',
    status: invoice.status,
    paymentmethod: invoice.paymentMethod,
    notes: invoice.notes,
  }
}

const createInvoice: Action = {
  effect: 'write',
  run(world, params) {
    const clientId = whole(params, 'userid')
    if (!world.state.clients.has(clientId)) throw new WhmcsRefusal('Client ID Not Found')
    const numbers = Object.keys(params).flatMap((name) => name.match(/^itemdescription(\d+)$/)?.[1] ?? [])
    const today = calendarDate(world.now)
    const invoice = putInvoice(world.state, {
      clientId,
      date: text(params, 'date') ?? today,
      dueDate: text(params, 'duedate') ?? today,
      paymentMethod: text(params, 'paymentmethod') ?? world.options.gateways[0]?.module ?? '',
      notes: text(params, 'notes') ?? '',
      items: numbers.map((number) => ({
        type: '',
        relid: 0,
        description: text(params, `itemdescription${number}`) ?? '',
        amountMinor: cents(text(params, `itemamount${number}`)),
      })),
    })
    return { invoiceid: looseId(invoice.id), status: invoice.status }
  },
}

const updateInvoice: Action = {
  effect: 'write',
  run({ state, now }, params) {
    const invoice = known(state, whole(params, 'invoiceid'))
    const status = (['Unpaid', 'Paid', 'Cancelled'] as const).find((one) => one === text(params, 'status'))
    if (status) {
      invoice.status = status
      invoice.paidAt = status === 'Paid' ? dateTime(now) : ''
    }
    invoice.notes = text(params, 'notes') ?? invoice.notes
    return { invoiceid: looseId(invoice.id) }
  },
}

/** The stored card pays, unless it ends in 0002. False: there is none, or it was declined. */
export function payWithCard({ state, now }: Pick<World, 'state' | 'now'>, invoice: SandboxInvoice): boolean {
  const card = state.clients.get(invoice.clientId)?.cards[0]
  if (!card || card.lastFour === '0002') return false
  invoice.status = 'Paid'
  invoice.paidAt = dateTime(now)
  return true
}

const capturePayment: Action = {
  effect: 'write',
  run(world, params) {
    const invoice = world.state.invoices.get(whole(params, 'invoiceid'))
    if (invoice?.status !== 'Unpaid') throw new WhmcsRefusal('Invoice Not Found or Not Unpaid')
    if (!payWithCard(world, invoice)) throw new WhmcsRefusal('Payment Attempt Failed')
    return {}
  },
}

const addInvoicePayment: Action = {
  effect: 'write',
  run({ state, now }, params) {
    const invoice = known(state, whole(params, 'invoiceid'))
    if (invoice.status === 'Cancelled') {
      throw new WhmcsRefusal('It is not possible to add a payment to an invoice that is Cancelled')
    }
    const isFull = !flag(params, 'amount') || cents(text(params, 'amount')) >= invoiceTotal(invoice)
    if (isFull) Object.assign(invoice, { status: 'Paid', paidAt: text(params, 'date') ?? dateTime(now) })
    return {}
  },
}

export const invoiceActions: Record<string, Action> = {
  GetInvoices: getInvoices,
  GetInvoice: getInvoice,
  CreateInvoice: createInvoice,
  UpdateInvoice: updateInvoice,
  CapturePayment: capturePayment,
  AddInvoicePayment: addInvoicePayment,
}
