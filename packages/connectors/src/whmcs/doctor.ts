import { type CheckResult, ProviderError } from '@turnup/domain'
import { absentIf } from './clients.ts'
import { hasMarkerField } from './order-lines.ts'
import type { Whmcs } from './whmcs.ts'

type Finding = Omit<CheckResult, 'id'>
const ok = (what: string): Finding => ({ level: 'ok', what })
const warning = (what: string, mend: string): Finding => ({ level: 'warning', what, mend })
const failure = (what: string, mend: string): Finding => ({ level: 'failure', what, mend })

/** Is this WHMCS set up as Turnup needs it? Reads only. */
export async function checkWhmcs(whmcs: Whmcs): Promise<CheckResult[]> {
  const transport: CheckResult = { id: 'whmcs.transport', ...checkTransport(whmcs.config.url) }
  const credentials = await finding('whmcs.credentials', () => checkVersion(whmcs))
  if (credentials.level === 'failure') return [transport, credentials]
  const others = await Promise.all([
    finding('whmcs.payment-method', () => checkGateway(whmcs)),
    finding('whmcs.custom-field.customer-number', () => checkCustomerNumberField(whmcs)),
    finding('whmcs.custom-field.order-marker', () => checkMarkerField(whmcs)),
    finding('whmcs.department', () => checkDepartment(whmcs)),
  ])
  return [transport, credentials, ...others]
}

async function finding(id: string, look: () => Promise<Finding>): Promise<CheckResult> {
  try {
    return { id, ...(await look()) }
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    return { id, ...failure(error.message, mendOf(error)) }
  }
}

function mendOf(error: ProviderError): string {
  switch (error.code) {
    case 'ADDRESS_NOT_ALLOWED':
      return "Add this server's address under Configuration, General Settings, Security, API IP Access Restriction, or set an access key."
    case 'PERMISSION_MISSING':
      return `Allow ${error.operation} in the API role of these credentials.`
    case 'CREDENTIALS_REFUSED':
      return 'Make new API credentials in WHMCS and enter identifier and secret.'
    default:
      return error.kind === 'rejected'
        ? `Find out in WHMCS why it refuses ${error.operation}.`
        : 'Check the address of WHMCS and that this server can reach it.'
  }
}

function checkTransport(url: string): Finding {
  const { protocol, hostname } = new URL(url)
  const isLoopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)
  if (protocol === 'https:' || isLoopback) return ok('The connection to WHMCS is private.')
  return failure('Credentials would travel to WHMCS unencrypted.', 'Use an address that begins with https.')
}

async function checkVersion(whmcs: Whmcs): Promise<Finding> {
  const details = await absentIf('ACTION_UNKNOWN', whmcs.client.whmcsDetails())
  const version = details?.whmcs.version ?? 'before 8.0'
  const [major = 0, minor = 0] = (details?.whmcs.version ?? '0').split('.').map(Number)
  if (major < 8) {
    return failure(`WHMCS ${version} answers.`, 'Update WHMCS: Turnup needs 8.0 or newer.')
  }
  if (major === 8 && minor < 12) {
    return warning(
      `WHMCS ${version} answers; it cannot say which products allow a quantity.`,
      'Update to 8.12, or live with one service for each unit.',
    )
  }
  return ok(`WHMCS ${version} answers and takes the credentials.`)
}

async function checkGateway(whmcs: Whmcs): Promise<Finding> {
  const { paymentmethods } = await whmcs.client.getPaymentMethods()
  const names = paymentmethods.map((gateway) => gateway.module)
  const { paymentMethod } = whmcs.config
  if (names.includes(paymentMethod)) return ok(`The payment gateway ${paymentMethod} is active.`)
  return failure(
    `The payment gateway ${paymentMethod} is not active in WHMCS.`,
    names.length > 0 ? `Choose one of: ${names.join(', ')}.` : 'Activate a payment gateway in WHMCS.',
  )
}

async function checkCustomerNumberField(whmcs: Whmcs): Promise<Finding> {
  const fieldId = whmcs.config.customerNumberFieldId
  const { clients } = await whmcs.client.getClients({ limitstart: 0, limitnum: 1 })
  const one = clients[0]
  if (!one) {
    return warning(
      `Whether the client custom field ${fieldId} exists shows only once there is a client.`,
      'Look again after the first sign-up.',
    )
  }
  const { customfields } = await whmcs.client.getClientsDetails({ clientid: one.id })
  if (customfields.some((field) => field.id === fieldId)) {
    return ok(`The client custom field ${fieldId} for the customer number exists.`)
  }
  const present = customfields.map((field) => field.id).join(', ') || 'none'
  return failure(
    `There is no client custom field ${fieldId} (present: ${present}).`,
    'Add a client custom field for the customer number and enter its id here.',
  )
}

async function checkMarkerField(whmcs: Whmcs): Promise<Finding> {
  const name = whmcs.config.orderMarkerFieldName
  const products = await whmcs.catalogue.read()
  const without = products.filter((product) => !hasMarkerField(product, whmcs.config))
  if (products.length === 0) return failure('WHMCS has no products.', 'Add the products that are sold.')
  if (without.length === 0) return ok(`Every product has the field "${name}".`)
  const mend = `Add a text custom field "${name}", shown on the order form, to each product that Turnup sells.`
  const listed = without.map((product) => `${product.billingProductId} (${product.name})`).join(', ')
  return without.length === products.length
    ? failure(`No product has the field "${name}".`, mend)
    : warning(`Without the field "${name}": ${listed}.`, mend)
}

async function checkDepartment(whmcs: Whmcs): Promise<Finding> {
  const { departments } = await whmcs.client.getSupportDepartments()
  const { departmentId } = whmcs.config
  const department = departments.find((candidate) => candidate.id === departmentId)
  if (department) return ok(`Tickets go to the department ${department.name}.`)
  return failure(`There is no support department ${departmentId}.`, 'Enter the id of a support department.')
}
