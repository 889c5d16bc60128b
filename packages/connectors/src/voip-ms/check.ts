import { type CheckResult, decimalFromMoney, moneyFromDecimal, ProviderError } from '@turnup/domain'
import type { VoipMs } from './client.ts'
import { currency } from './map-offer.ts'
import { readAccessPoint } from './places.ts'

type Finding = Omit<CheckResult, 'id'>
const ok = (what: string): Finding => ({ level: 'ok', what })
const warning = (what: string, mend: string): Finding => ({ level: 'warning', what, mend })
const failure = (what: string, mend: string): Finding => ({ level: 'failure', what, mend })

/** Is this account set up as Turnup needs it? Reads only. */
export async function checkVoipMs(voipMs: VoipMs): Promise<CheckResult[]> {
  const transport: CheckResult = { id: 'voip-ms.transport', ...checkTransport(voipMs.config.url) }
  const balance = await finding('voip-ms.credentials', () => checkBalance(voipMs))
  if (balance.level === 'failure') return [transport, balance]
  const others = await Promise.all([
    finding('voip-ms.account-number', () => checkAccountNumber(voipMs)),
    finding('voip-ms.server-pop', () => checkServer(voipMs)),
  ])
  return [transport, balance, ...others]
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
  switch (code) {
    case 'ADDRESS_NOT_ALLOWED':
      return 'Add the address of this server in VoIP.ms, Main Menu, SOAP and REST/JSON API.'
    case 'API_NOT_ENABLED':
      return 'Switch the API on in VoIP.ms, Main Menu, SOAP and REST/JSON API.'
    case 'CREDENTIALS_REFUSED':
      return 'Save a new API password in VoIP.ms and enter it here; it is not the password of the portal.'
    case 'POP_UNKNOWN':
      return 'Enter the number of a server that VoIP.ms lists.'
    case 'TOO_MANY_REQUESTS':
      return 'Look again in a minute.'
    default:
      return kind === 'rejected'
        ? 'Find out in VoIP.ms why it refuses this.'
        : 'Check the address of VoIP.ms and that this server can reach it.'
  }
}

function checkTransport(url: string): Finding {
  const { protocol, hostname } = new URL(url)
  const isLoopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)
  if (protocol === 'https:' || isLoopback) return ok('The connection to VoIP.ms is private.')
  return failure(
    'The API password would travel to VoIP.ms unencrypted.',
    'Use an address that begins with https.',
  )
}

async function checkBalance({ client, config }: VoipMs): Promise<Finding> {
  const { balance } = await client.getBalance()
  const left = moneyFromDecimal(balance.current_balance, currency)
  const words = `VoIP.ms takes the credentials; the balance is ${decimalFromMoney(left)} ${currency}.`
  if (left.amountMinor >= config.lowBalance * 100) return ok(words)
  return warning(words, 'Add money to the VoIP.ms account, or orders for numbers will be refused.')
}

async function checkAccountNumber({ client, config }: VoipMs): Promise<Finding> {
  const { accounts } = await client.getSubAccounts()
  const mains = [...new Set(accounts.map(({ account }) => account.split('_')[0]))]
  if (mains.length === 0) return ok('Whether the account number is right shows with the first sub-account.')
  if (mains.includes(config.accountNumber)) return ok(`Sub-accounts belong to ${config.accountNumber}.`)
  return failure(
    `Sub-accounts of these credentials belong to ${mains.join(', ')}, not to ${config.accountNumber}.`,
    `Enter ${mains.join(' or ')} as the account number.`,
  )
}

async function checkServer(voipMs: VoipMs): Promise<Finding> {
  const { name, host } = await readAccessPoint(voipMs, voipMs.config.serverPop)
  return ok(`Numbers and trunks use ${name} (${host}).`)
}
