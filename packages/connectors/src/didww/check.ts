import { type CheckResult, decimalFromMoney, moneyFromDecimal, ProviderError } from '@turnup/domain'
import { accessPointOf } from './access-points.ts'
import type { Didww } from './client.ts'
import { isProduction } from './config.ts'
import { carrierKeys } from './encryption.ts'
import { attributesOf } from './wire.ts'

type Finding = Omit<CheckResult, 'id'>
const ok = (what: string): Finding => ({ level: 'ok', what })
const warning = (what: string, mend: string): Finding => ({ level: 'warning', what, mend })
const failure = (what: string, mend: string): Finding => ({ level: 'failure', what, mend })

/** Is this account set up as Turnup needs it? Reads only. */
export async function checkDidww(didww: Didww): Promise<CheckResult[]> {
  const own: CheckResult[] = [
    { id: 'didww.transport', ...checkTransport(didww) },
    { id: 'didww.environment', ...checkEnvironment(didww) },
    { id: 'didww.callbacks', ...checkCallbacks(didww) },
    await finding('didww.access-point', async () => checkAccessPoint(didww)),
  ]
  const credentials = await finding('didww.credentials', () => checkBalance(didww))
  if (credentials.level === 'failure') return [...own, credentials]
  const trunks = await finding('didww.trunks', () => checkTrunks(didww))
  const keys = await finding('didww.public-keys', () => checkKeys(didww))
  return [...own, credentials, trunks, keys]
}

async function finding(id: string, look: () => Promise<Finding>): Promise<CheckResult> {
  try {
    return { id, ...(await look()) }
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    return { id, ...failure(error.message, mendOf(error)) }
  }
}

function mendOf({ code, kind }: ProviderError): string {
  if (code === 'PRODUCTION_NOT_ALLOWED')
    return 'Use the test system, or allow the real DIDWW in the settings.'
  if (code === 'ACCESS_POINT_UNKNOWN') return 'Enter one of these as the access point, or none.'
  if (kind === 'auth')
    return 'Make a new API key in DIDWW and enter it here; the test system has keys of its own.'
  if (kind === 'throttled') return 'Look again in a minute.'
  if (kind === 'rejected') return 'Ask the support of DIDWW to open this for the account.'
  return 'Check the address of DIDWW and that this server can reach it.'
}

function checkTransport({ config }: Didww): Finding {
  const { protocol, hostname } = new URL(config.url)
  const isLoopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)
  if (protocol === 'https:' || isLoopback) return ok('The connection to DIDWW is private.')
  return failure('The API key would travel to DIDWW unencrypted.', 'Use an address that begins with https.')
}

function checkEnvironment({ config }: Didww): Finding {
  if (!isProduction(config.url)) return ok('Orders go to a test system.')
  return config.allowProduction
    ? warning('Orders go to the real DIDWW and cost money.', 'Switch to the test system if this is a trial.')
    : failure('The settings lead to the real DIDWW, which is not allowed here.', 'Use the test system.')
}

function checkCallbacks({ config }: Didww): Finding {
  if (config.callbackUrl) return ok('DIDWW tells of changes by itself.')
  return warning(
    'DIDWW has no address for callbacks: changes are noticed later.',
    'Enter the public address of this server with /webhooks/numbers/didww.',
  )
}

function checkAccessPoint({ config }: Didww): Finding {
  const { name, host } = accessPointOf(config, undefined)
  return ok(`Gateways use ${name} (${host}).`)
}

async function checkBalance({ client, config }: Didww): Promise<Finding> {
  const balance = await client.find('balance')
  if (!balance) return failure('DIDWW tells no balance.', 'Check the address of DIDWW.')
  const left = moneyFromDecimal(attributesOf('balances', balance.resource).total_balance, config.currency)
  const words = `DIDWW takes the API key; ${decimalFromMoney(left)} ${config.currency} are left.`
  if (left.amountMinor >= moneyFromDecimal(config.lowBalance, config.currency).amountMinor) return ok(words)
  return warning(words, 'Add money to the DIDWW account, or orders for numbers will be refused.')
}

async function checkTrunks({ client, config }: Didww): Promise<Finding> {
  const kind = config.trunks === 'two-way' ? 'voice_out_trunks' : 'voice_in_trunks'
  await client.page(kind, { 'page[size]': '1', 'page[number]': '1' })
  return ok('Trunks of this kind are open to the account.')
}

async function checkKeys({ client }: Didww): Promise<Finding> {
  const keys = await client.all('public_keys')
  carrierKeys(keys.map((key) => attributesOf('public_keys', key).key))
  return ok('Papers can be encrypted for DIDWW.')
}
