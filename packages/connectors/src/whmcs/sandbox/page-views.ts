import { demoCurrency, escapeHtml, table } from '../../sandbox-kit/index.ts'
import { decimal } from './loose.ts'
import { invoiceTotal, type SandboxClient, type SandboxInvoice, type WhmcsState } from './state.ts'

type ProductName = (pid: number) => string

const newest = 50

/** The newest entries of a map, newest first, without copying all of it. */
function latest<Item>(items: Map<number, Item>, lastId: number): Item[] {
  const found: Item[] = []
  for (let id = lastId; id > 0 && found.length < newest; id -= 1) {
    const item = items.get(id)
    if (item) found.push(item)
  }
  return found
}

const amount = (minor: number) => `${decimal(minor)} ${demoCurrency}`
const cells = (...values: unknown[]) => values.map(escapeHtml)

/** What an operator of the billing system would look at. */
export function overview(state: WhmcsState, productName: ProductName): string {
  const nameOf = (id: number) => {
    const client = state.clients.get(id)
    return `${id} · ${client?.firstname} ${client?.lastname}`
  }
  const clients = latest(state.clients, state.lastId.client).map((client) =>
    cells(
      nameOf(client.id),
      client.email,
      client.cards.map((card) => `•••• ${card.lastFour}`).join(', '),
      client.status,
    ),
  )
  const orders = latest(state.orders, state.lastId.order).map((order) =>
    cells(order.id, nameOf(order.clientId), amount(order.amountMinor), order.status, order.notes),
  )
  const services = latest(state.services, state.lastId.service).map((service) =>
    cells(
      service.id,
      nameOf(service.clientId),
      `${service.quantity} × ${productName(service.productId)}`,
      service.nextDueDate,
      service.status,
      service.notes,
    ),
  )
  return `<p class="note">The newest ${newest} of each.</p>
<h2>Orders (${state.orders.size})</h2>${table(['Order', 'Client', 'Amount', 'Status', 'Notes'], orders)}
<h2>Services (${state.services.size})</h2>${table(['Service', 'Client', 'Product', 'Next due', 'Status', 'Notes'], services)}
<h2>Clients (${state.clients.size})</h2>${table(['Client', 'E-mail', 'Cards', 'Status'], clients)}`
}

/** The number never leaves the request: its last four digits are all that is kept. */
export function cardsView(client: SandboxClient, prefix: string): string {
  const rows = client.cards.map((card) => [
    ...cells(`${card.type} •••• ${card.lastFour}`, card.expiry),
    `<form method="post" action="${prefix}/cards/remove"><input type="hidden" name="id" value="${card.id}"><button>Remove</button></form>`,
  ])
  return `<p>${escapeHtml(`${client.firstname} ${client.lastname}`)}</p>${table(['Card', 'Expires', ''], rows)}
<h2>Add a card</h2>
<p class="note">Use an invented number: 4242 4242 4242 4242 always pays, one that ends in 0002 is declined.</p>
<form method="post" action="${prefix}/cards/add">
<p><label>Card number <input name="number" inputmode="numeric" autocomplete="off" value="4242 4242 4242 4242" required></label></p>
<p><label>Expires <input name="expiry" pattern="\\d\\d/\\d\\d" placeholder="MM/YY" value="12/30" required></label></p>
<button>Add card</button></form>`
}

export function invoiceView(invoice: SandboxInvoice, client: SandboxClient, prefix: string): string {
  const items = invoice.items.map((item) => cells(item.description, amount(item.amountMinor)))
  const pay =
    client.cards.length > 0
      ? `<form method="post" action="${prefix}/viewinvoice.php"><input type="hidden" name="id" value="${invoice.id}"><button>Pay</button></form>`
      : `<a href="${prefix}/index.php?rp=/account/paymentmethods">Add a card to pay</a>`
  return `${table(['', 'Amount'], [...items, cells('Total', amount(invoiceTotal(invoice)))])}
<p>Status: <strong>${escapeHtml(invoice.status)}</strong>, due ${escapeHtml(invoice.dueDate)}</p>
${invoice.status === 'Unpaid' ? pay : ''}`
}

export function invoicesView(state: WhmcsState, client: SandboxClient, prefix: string): string {
  const rows = (state.invoiceIdsByClient.get(client.id) ?? []).slice(-newest).flatMap((id) => {
    const invoice = state.invoices.get(id)
    if (!invoice) return []
    const link = `<a href="${prefix}/viewinvoice.php?id=${id}">${id}</a>`
    return [[link, ...cells(invoice.date, amount(invoiceTotal(invoice)), invoice.status)]]
  })
  return table(['Invoice', 'Date', 'Total', 'Status'], rows.reverse())
}

export function servicesView(state: WhmcsState, client: SandboxClient, productName: ProductName): string {
  const rows = (state.serviceIdsByClient.get(client.id) ?? []).slice(-newest).flatMap((id) => {
    const service = state.services.get(id)
    return service ? [cells(id, productName(service.productId), service.nextDueDate, service.status)] : []
  })
  return table(['Service', 'Product', 'Next due', 'Status'], rows.reverse())
}
