import type { SipTrunk, TrunkCredentials } from '@turnup/domain'
import { accessPointOf, outboundRealm } from './access-points.ts'
import type { Didww } from './client.ts'
import type { DidwwConfig } from './config.ts'
import type { Resource } from './json-api.ts'
import { digestOf, markerOf } from './marker.ts'
import { refused } from './refusals.ts'
import { attributesOf } from './wire.ts'

/**
 * What one trunk of ours is at DIDWW. `registered`: an inbound trunk at which the gateway signs in. `two-way`: an
 * inbound trunk to the fixed address of the PBX, and an outbound trunk whose credentials the gateway uses.
 */
interface Trunks {
  inbound?: Resource
  outbound?: Resource
}

const udp = 1
const tls = 3
/** PCMU, PCMA. */
const codecs = [9, 10]

async function findTrunks({ config, client }: Didww, ref: string): Promise<Trunks> {
  const marker = markerOf(ref)
  const [inbound, outbound] = await Promise.all([
    client.findByRef('voice_in_trunks', marker),
    config.trunks === 'two-way' ? client.findByRef('voice_out_trunks', marker) : undefined,
  ])
  return {
    ...(inbound ? { inbound: inbound.resource } : {}),
    ...(outbound ? { outbound: outbound.resource } : {}),
  }
}

function credentialsOf({ inbound, outbound }: Trunks): {
  username?: string | null
  password?: string | null
} {
  if (outbound) return attributesOf('voice_out_trunks', outbound).authentication_method.attributes
  if (!inbound) return {}
  const { attributes } = attributesOf('voice_in_trunks', inbound).configuration
  return { username: attributes.incoming_auth_username, password: attributes.incoming_auth_password }
}

/** Whole trunks only: a half one is completed by ensureTrunk and cleared by removeTrunk. */
function trunkFrom(config: DidwwConfig, trunks: Trunks): TrunkCredentials | undefined {
  const { inbound, outbound } = trunks
  const { username, password } = credentialsOf(trunks)
  if (!inbound || !username || (config.trunks === 'two-way' && !outbound)) return undefined
  const { description } = attributesOf('voice_in_trunks', inbound)
  const { host } = accessPointOf(config, /\bvia (\w+)/.exec(description ?? '')?.[1])
  return {
    trunkId: inbound.id,
    host,
    port: config.encryptedSip ? 5061 : 5060,
    transport: config.encryptedSip ? 'tls' : 'udp',
    username,
    ...(outbound ? { realm: outboundRealm } : {}),
    registers: !outbound,
    password: password ?? '',
  }
}

export async function findTrunk(didww: Didww, ref: string): Promise<SipTrunk | undefined> {
  const trunk = trunkFrom(didww.config, await findTrunks(didww, ref))
  return trunk && withoutPassword(trunk)
}

function withoutPassword({ password: _password, ...trunk }: TrunkCredentials): SipTrunk {
  return trunk
}

/** Makes what is missing, the inbound trunk last, so that a trunk with an inbound half is whole. */
export async function ensureTrunk(
  didww: Didww,
  { name, accessPointId }: { name: string; accessPointId?: string },
  ref: string,
): Promise<SipTrunk> {
  const { config, client } = didww
  const point = accessPointOf(config, accessPointId)
  const trunks = await findTrunks(didww, ref)
  // Names must differ within the account; the hash sees to it.
  const shown = { name: `${name.slice(0, 40)} ${digestOf(ref)}`, external_reference_id: markerOf(ref) }
  if (config.trunks === 'two-way') {
    trunks.outbound ??= (
      await client.create({
        type: 'voice_out_trunks',
        attributes: {
          ...shown,
          // Numbers are added one by one as they are routed, so no customer can call with the number of another.
          allow_any_did_as_cli: false,
          on_cli_mismatch_action: 'reject_call',
          media_encryption_mode: config.encryptedSip ? 'srtp_sdes' : 'disabled',
          authentication_method: {
            type: 'credentials_and_ip',
            attributes: { allowed_sip_ips: config.pbxAddresses },
          },
        },
      })
    ).resource
  }
  trunks.inbound ??= (
    await client.create({
      type: 'voice_in_trunks',
      attributes: {
        ...shown,
        description: `via ${point.accessPointId}`,
        cli_format: 'e164',
        configuration: { type: 'sip_configurations', attributes: inboundSettings(config) },
      },
    })
  ).resource
  const trunk = trunkFrom(config, trunks)
  if (trunk) return withoutPassword(trunk)
  throw refused('POST voice_in_trunks', 'ACCOUNT_INCOMPLETE', 'DIDWW made a trunk without credentials.')
}

function inboundSettings(config: DidwwConfig): Record<string, unknown> {
  const media = {
    codec_ids: codecs,
    transport_protocol_id: config.encryptedSip ? tls : udp,
    media_encryption_mode: config.encryptedSip ? 'srtp_sdes' : 'disabled',
  }
  if (config.trunks === 'registered') {
    return { enabled_sip_registration: true, use_did_in_ruri: true, host: null, port: null, ...media }
  }
  return { username: '{DID}', host: config.pbxHost, port: config.pbxPort, ...media }
}

export async function readTrunkCredentials(didww: Didww, ref: string): Promise<TrunkCredentials> {
  const trunk = trunkFrom(didww.config, await findTrunks(didww, ref))
  if (!trunk) throw refused('GET voice_in_trunks', 'NOT_OURS', 'DIDWW has no trunk under this reference.')
  return trunk
}

export async function removeTrunk(didww: Didww, ref: string): Promise<void> {
  const { inbound, outbound } = await findTrunks(didww, ref)
  if (inbound) {
    const numbers = await didww.client.page('dids', { 'filter[voice_in_trunk.id]': inbound.id })
    const alive = numbers.resources.some((did) => !attributesOf('dids', did).terminated)
    if (alive) throw refused('DELETE voice_in_trunks', 'TRUNK_IN_USE', 'Numbers still ring at this trunk.')
    const refusal = await didww.client.remove(`voice_in_trunks/${inbound.id}`)
    if (refusal) throw refusal
  }
  const refusal = outbound && (await didww.client.remove(`voice_out_trunks/${outbound.id}`))
  if (refusal) throw refusal
}
