import { randomBytes } from 'node:crypto'
import { ProviderError, type SipTrunk, type TrunkCredentials } from '@turnup/domain'
import type { VoipMs } from './client.ts'
import { usernameOf } from './marker.ts'
import { refusalOf } from './orders.ts'
import { readAccessPoint } from './places.ts'
import { connectorId, notConfirmed, refused } from './status-codes.ts'
import type { SubAccount } from './wire.ts'

/** Codes of VoIP.ms: SIP, by user name and password, a PBX. */
const pbxBySip = { protocol: 1, auth_type: 1, device_type: 1 }

/** VoIP.ms wants eight characters or more with upper and lower case and a digit, and few signs. */
function newPassword(): string {
  return `Tu7${randomBytes(15).toString('base64url').replace(/[-_]/g, 'x')}`
}

function loginOf({ config }: VoipMs, ref: string): string {
  return `${config.accountNumber}_${usernameOf(ref)}`
}

async function findAccount(voipMs: VoipMs, ref: string): Promise<SubAccount | undefined> {
  const login = loginOf(voipMs, ref)
  const { accounts } = await voipMs.client.getSubAccounts(login)
  return accounts.find(({ account }) => account === login)
}

/** A sub-account is not bound to a server; the one that was chosen stands in its description. */
function popOf({ config }: VoipMs, { description }: SubAccount): string {
  return /\bPOP (\d+)/.exec(description ?? '')?.[1] ?? config.serverPop
}

async function trunkFrom(voipMs: VoipMs, account: SubAccount): Promise<SipTrunk> {
  const { host } = await readAccessPoint(voipMs, popOf(voipMs, account))
  const { encryptedSip } = voipMs.config
  return {
    trunkId: account.account,
    host,
    port: encryptedSip ? 5061 : 5060,
    transport: encryptedSip ? 'tls' : 'udp',
    username: account.account,
    registers: true,
  }
}

export async function findTrunk(voipMs: VoipMs, ref: string): Promise<SipTrunk | undefined> {
  const account = await findAccount(voipMs, ref)
  return account && trunkFrom(voipMs, account)
}

/** @throws ProviderError `auth` ACCOUNT_NUMBER_WRONG when VoIP.ms made it under another main account than the settings say */
export async function ensureTrunk(
  voipMs: VoipMs,
  { name, accessPointId }: { name: string; accessPointId?: string },
  ref: string,
): Promise<SipTrunk> {
  const standing = await findTrunk(voipMs, ref)
  if (standing) return standing
  const pop = accessPointId ?? voipMs.config.serverPop
  await readAccessPoint(voipMs, pop)
  const refusal = await refusalOf(createAccount(voipMs, { name, pop }, ref))
  const made = await findTrunk(voipMs, ref).catch((cause: unknown) => {
    throw notConfirmed('createSubAccount', 'looking for the sub-account failed', cause)
  })
  if (made) return made
  throw refusal ?? notConfirmed('createSubAccount', 'the sub-account is not to be seen')
}

async function createAccount(
  voipMs: VoipMs,
  { name, pop }: { name: string; pop: string },
  ref: string,
): Promise<void> {
  const { config, client } = voipMs
  const username = usernameOf(ref)
  const created = await client.createSubAccount({
    username,
    password: newPassword(),
    // Descriptions must differ; the user name sees to it.
    description: `${name.replace(/[^\w .,'-]/g, ' ').slice(0, 24)} POP ${pop} ${username}`,
    ...pbxBySip,
    lock_international: config.internationalCalls ? 0 : 1,
    international_route: config.route === 'premium' ? 2 : 1,
    music_on_hold: 'default',
    allowed_codecs: config.codecs,
    dtmf_mode: 'auto',
    nat: 'yes',
    sip_traffic: config.encryptedSip ? 1 : 0,
  })
  if (created.account === loginOf(voipMs, ref)) return
  await client.delSubAccount(created.id)
  throw new ProviderError('auth', {
    code: 'ACCOUNT_NUMBER_WRONG',
    connector: connectorId,
    operation: 'createSubAccount',
    message: `The account number in the settings of VoIP.ms is not the one of these credentials (${created.account.split('_')[0]}).`,
  })
}

export async function readTrunkCredentials(voipMs: VoipMs, ref: string): Promise<TrunkCredentials> {
  const account = await findAccount(voipMs, ref)
  if (!account) {
    throw refused('getSubAccounts', 'NOT_OURS', 'VoIP.ms has no sub-account under this reference.')
  }
  if (!account.password) {
    throw refused(
      'getSubAccounts',
      'PASSWORD_HIDDEN',
      `VoIP.ms does not tell the password of ${account.account}. Set one there, and on the gateway.`,
    )
  }
  return { ...(await trunkFrom(voipMs, account)), password: account.password }
}

export async function removeTrunk(voipMs: VoipMs, ref: string): Promise<void> {
  const account = await findAccount(voipMs, ref)
  if (!account) return
  const refusal = await refusalOf(voipMs.client.delSubAccount(account.id))
  const left = await findAccount(voipMs, ref).catch((cause: unknown) => {
    throw notConfirmed('delSubAccount', 'looking for the sub-account failed', cause)
  })
  if (left) throw refusal ?? notConfirmed('delSubAccount', 'the sub-account is still there')
}
