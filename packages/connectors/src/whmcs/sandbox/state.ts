/** Everything that the imitated WHMCS remembers; amounts in cents. All of it survives structuredClone. */
export interface SandboxCard {
  id: number
  type: string
  lastFour: string
  /** MM/YY */
  expiry: string
}

export interface SandboxClient {
  id: number
  email: string
  firstname: string
  lastname: string
  companyname: string
  phonenumber: string
  address1: string
  address2: string
  city: string
  state: string
  postcode: string
  country: string
  status: 'Active' | 'Inactive' | 'Closed'
  notes: string
  customFields: Map<string, string>
  cards: SandboxCard[]
}

export interface SandboxOrder {
  id: number
  clientId: number
  placedAt: string
  status: 'Pending' | 'Active' | 'Fraud' | 'Cancelled'
  promoCode: string
  paymentMethod: string
  amountMinor: number
  /** 0: none. */
  invoiceId: number
  notes: string
  serviceIds: number[]
}

export type SandboxServiceStatus =
  | 'Pending'
  | 'Active'
  | 'Suspended'
  | 'Terminated'
  | 'Cancelled'
  | 'Fraud'
  | 'Completed'

export interface SandboxService {
  id: number
  clientId: number
  orderId: number
  productId: number
  quantity: number
  status: SandboxServiceStatus
  cycle: 'Monthly' | 'Annually' | 'One Time' | 'Free Account'
  firstMinor: number
  recurringMinor: number
  registeredOn: string
  nextDueDate: string
  notes: string
  /** By custom field id. */
  customFields: Map<string, string>
  /** By option id: the chosen value's id, or the quantity. */
  options: Map<string, string>
}

export interface SandboxInvoice {
  id: number
  clientId: number
  status: 'Unpaid' | 'Paid' | 'Cancelled'
  date: string
  dueDate: string
  paidAt: string
  paymentMethod: string
  notes: string
  items: { id: number; type: string; relid: number; description: string; amountMinor: number }[]
}

export interface SandboxTicket {
  id: number
  clientId: number
  departmentId: number
  subject: string
  message: string
  openedAt: string
}

export interface WhmcsState {
  version: 1
  lastId: { client: number; card: number; order: number; service: number; invoice: number; ticket: number }
  clients: Map<number, SandboxClient>
  clientIdByEmail: Map<string, number>
  orders: Map<number, SandboxOrder>
  orderIdsByClient: Map<number, number[]>
  services: Map<number, SandboxService>
  serviceIdsByClient: Map<number, number[]>
  invoices: Map<number, SandboxInvoice>
  invoiceIdsByClient: Map<number, number[]>
  tickets: Map<number, SandboxTicket>
  ssoTokens: Map<string, { clientId: number; path: string; expiresAt: number }>
  sessions: Map<string, number>
}

export function emptyState(): WhmcsState {
  return {
    version: 1,
    lastId: { client: 0, card: 0, order: 0, service: 0, invoice: 0, ticket: 0 },
    clients: new Map(),
    clientIdByEmail: new Map(),
    orders: new Map(),
    orderIdsByClient: new Map(),
    services: new Map(),
    serviceIdsByClient: new Map(),
    invoices: new Map(),
    invoiceIdsByClient: new Map(),
    tickets: new Map(),
    ssoTokens: new Map(),
    sessions: new Map(),
  }
}

export function nextId(state: WhmcsState, kind: keyof WhmcsState['lastId']): number {
  state.lastId[kind] += 1
  return state.lastId[kind]
}

/** Adds to an index from one id to many. */
export function indexUnder(index: Map<number, number[]>, key: number, id: number): void {
  const ids = index.get(key)
  if (ids) ids.push(id)
  else index.set(key, [id])
}

export type NewSandboxClient = Partial<Omit<SandboxClient, 'id' | 'cards' | 'email'>> & { email: string }

export function putClient(state: WhmcsState, fields: NewSandboxClient): SandboxClient {
  const client: SandboxClient = {
    firstname: '',
    lastname: '',
    companyname: '',
    phonenumber: '',
    address1: '',
    address2: '',
    city: '',
    state: '',
    postcode: '',
    country: '',
    status: 'Active',
    notes: '',
    customFields: new Map(),
    ...fields,
    id: nextId(state, 'client'),
    cards: [],
  }
  state.clients.set(client.id, client)
  state.clientIdByEmail.set(client.email.toLowerCase(), client.id)
  return client
}

export type NewSandboxInvoice = Pick<
  SandboxInvoice,
  'clientId' | 'date' | 'dueDate' | 'paymentMethod' | 'notes'
> & {
  items: Omit<SandboxInvoice['items'][number], 'id'>[]
}

/** An invoice over nothing is paid from the start, as in WHMCS. */
export function putInvoice(state: WhmcsState, fields: NewSandboxInvoice): SandboxInvoice {
  const invoice: SandboxInvoice = {
    ...fields,
    id: nextId(state, 'invoice'),
    status: 'Unpaid',
    paidAt: '',
    items: fields.items.map((item, index) => ({ id: index + 1, ...item })),
  }
  if (invoiceTotal(invoice) === 0) Object.assign(invoice, { status: 'Paid', paidAt: fields.date })
  state.invoices.set(invoice.id, invoice)
  indexUnder(state.invoiceIdsByClient, invoice.clientId, invoice.id)
  return invoice
}

export function invoiceTotal(invoice: SandboxInvoice): number {
  return invoice.items.reduce((sum, item) => sum + item.amountMinor, 0)
}

export function putCard(
  state: WhmcsState,
  client: SandboxClient,
  number: string,
  expiry: string,
): SandboxCard {
  const card = { id: nextId(state, 'card'), type: cardType(number), lastFour: number.slice(-4), expiry }
  client.cards.push(card)
  return card
}

function cardType(number: string): string {
  if (number.startsWith('4')) return 'Visa'
  return /^5|^2[2-7]/.test(number) ? 'MasterCard' : 'Card'
}
