import { randomBytes } from 'node:crypto'
import { demoCurrency } from '../../../sandbox-kit/index.ts'
import type { SandboxProduct } from '../catalogue.ts'
import { dateTime, decimal, looseId, looseList } from '../loose.ts'
import { text, whole } from '../php.ts'
import { WhmcsRefusal } from '../refusal.ts'
import { nextId } from '../state.ts'
import type { Action } from '../world.ts'

const departments = [{ id: 1, name: 'Customer service' }]

const getProducts: Action = {
  effect: 'read',
  run({ products }, params) {
    const wanted = text(params, 'pid')?.split(',').map(Number)
    const shown = [...products.values()].filter(({ pid }) => !wanted || wanted.includes(pid))
    return { totalresults: looseId(shown.length), products: looseList('product', shown.map(describe)) }
  },
}

const disabledCycles = {
  quarterly: '-1.00',
  semiannually: '-1.00',
  biennially: '-1.00',
  triennially: '-1.00',
}

function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
}

function describe(product: SandboxProduct): Record<string, unknown> {
  const price = (minor: number | undefined) => (minor === undefined ? '-1.00' : decimal(minor))
  const configoptions = product.options.map((option) => ({
    id: looseId(option.id),
    name: option.name,
    type: { dropdown: '1', yesno: '3', quantity: '4' }[option.kind],
    minqty: 0,
    maxqty: 0,
    options: looseList(
      'option',
      option.values.map(({ id, name, monthlyMinor }) => ({
        id: looseId(id),
        name,
        recurring: 0,
        required: null,
        pricing: { [demoCurrency]: { monthly: decimal(monthlyMinor) } },
      })),
    ),
  }))
  return {
    pid: looseId(product.pid),
    gid: product.groupId,
    type: 'other',
    name: product.name,
    slug: slugOf(product.name),
    'product-url': `https://billing.example/store/${slugOf(product.groupName)}/${slugOf(product.name)}`,
    description: '',
    module: '',
    paytype: product.payType,
    allowqty: product.allowQuantity,
    pricing: {
      [demoCurrency]: {
        prefix: '$',
        suffix: ` ${demoCurrency}`,
        msetupfee: '0.00',
        monthly: price(product.prices.monthly),
        annually: price(product.prices.annually),
        ...disabledCycles,
      },
    },
    customfields: looseList(
      'customfield',
      product.customFields.map(({ id, name }) => ({ id: looseId(id), name, description: '', required: '' })),
    ),
    configoptions: looseList('configoption', configoptions),
  }
}

const getPaymentMethods: Action = {
  effect: 'read',
  run: ({ options }) => ({
    totalresults: options.gateways.length,
    paymentmethods: looseList('paymentmethod', options.gateways),
  }),
}

const getSupportDepartments: Action = {
  effect: 'read',
  run: () => ({
    totalresults: departments.length,
    departments: looseList(
      'department',
      departments.map((department) => ({ ...department, id: looseId(department.id) })),
    ),
  }),
}

const whmcsDetails: Action = {
  effect: 'read',
  run: ({ options }) => ({
    whmcs: { version: options.version, canonicalversion: `${options.version}-release.1` },
  }),
}

const openTicket: Action = {
  effect: 'write',
  run({ state, now }, params) {
    const departmentId = whole(params, 'deptid')
    if (!departments.some(({ id }) => id === departmentId)) throw new WhmcsRefusal('Department ID not found')
    const clientId = whole(params, 'clientid')
    if (!state.clients.has(clientId)) throw new WhmcsRefusal('Client ID Not Found')
    const id = nextId(state, 'ticket')
    const subject = text(params, 'subject') ?? ''
    const message = text(params, 'message') ?? ''
    if (!subject || !message) throw new WhmcsRefusal('Subject and message are required')
    state.tickets.set(id, { id, clientId, departmentId, subject, message, openedAt: dateTime(now) })
    return { id: looseId(id), tid: String(100_000 + id), c: randomBytes(4).toString('hex') }
  },
}

const ssoPages: Record<string, string> = {
  'clientarea:services': 'clientarea.php?action=services',
  'clientarea:invoices': 'clientarea.php?action=invoices',
  'clientarea:profile': 'clientarea.php',
}

/** A token lives for 60 seconds and opens one session. */
const ssoTokenMs = 60_000

const createSsoToken: Action = {
  effect: 'read',
  run({ state, now, baseUrl }, params) {
    const clientId = whole(params, 'client_id')
    const client = state.clients.get(clientId)
    if (!client) throw new WhmcsRefusal('Invalid client_id')
    if (client.status === 'Closed') {
      throw new WhmcsRefusal(`SSO authentication blocked for client ${clientId}`)
    }
    const destination = text(params, 'destination') ?? ''
    const path =
      destination === 'sso:custom_redirect'
        ? (text(params, 'sso_redirect_path') ?? '')
        : ssoPages[destination]
    const token = randomBytes(24).toString('hex')
    state.ssoTokens.set(token, {
      clientId,
      path: path ?? 'clientarea.php',
      expiresAt: now.getTime() + ssoTokenMs,
    })
    return {
      access_token: token,
      redirect_url: `${baseUrl}/oauth/singlesignon.php?access_token=${token}`,
    }
  },
}

export const systemActions: Record<string, Action> = {
  GetProducts: getProducts,
  GetPaymentMethods: getPaymentMethods,
  GetSupportDepartments: getSupportDepartments,
  WhmcsDetails: whmcsDetails,
  OpenTicket: openTicket,
  CreateSsoToken: createSsoToken,
}
