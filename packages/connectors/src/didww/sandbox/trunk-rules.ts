import { randomBytes } from 'node:crypto'
import { conflict, linked, markerIn, onlyKnown, type Rules, required, type WriteRequest } from './requests.ts'
import { invalid, type World } from './world.ts'

const word = (bytes: number) => randomBytes(bytes).toString('base64url').replace(/[-_]/g, 'x')

/** Inbound and outbound trunks each have names of their own. */
function uniqueName(world: World, type: string, request: WriteRequest): string {
  required(request, ['name'])
  const name = String(request.attributes.name)
  if (world.list(type).some(({ attributes }) => attributes.name === name)) {
    throw invalid('Name has already been taken', '/data/attributes/name')
  }
  return name
}

function sipSettings(request: WriteRequest): Record<string, unknown> {
  const { type, attributes } = Object(request.attributes.configuration) as Record<string, unknown>
  if (type !== 'sip_configurations') throw invalid('Configuration is invalid')
  const settings = { ...Object(attributes) } as Record<string, unknown>
  if ('incoming_auth_username' in settings) throw invalid('incoming_auth_username is not allowed')
  if (settings.enabled_sip_registration === true) {
    if (settings.host || settings.port) throw invalid('Host must be blank')
    return { ...settings, incoming_auth_username: word(12), incoming_auth_password: word(18) }
  }
  if (!settings.host) throw invalid("Host can't be blank")
  return { ...settings, incoming_auth_username: null, incoming_auth_password: null }
}

export const trunkRules: Record<string, Rules> = {
  voice_in_trunks: {
    create(world, request) {
      onlyKnown(request, [
        'name',
        'description',
        'cli_format',
        'priority',
        'weight',
        'external_reference_id',
        'configuration',
      ])
      return world.add({
        type: 'voice_in_trunks',
        attributes: {
          name: uniqueName(world, 'voice_in_trunks', request),
          description: request.attributes.description ?? '',
          cli_format: request.attributes.cli_format ?? 'raw',
          configuration: { type: 'sip_configurations', attributes: sipSettings(request) },
          ...markerIn(request),
        },
        relations: { pop: null, voice_in_trunk_group: null },
      })
    },
    remove(world, trunk) {
      const isUsed = world.list('dids').some((did) => Object(did.relations.voice_in_trunk).id === trunk.id)
      if (isUsed) throw conflict('The trunk is assigned to DIDs')
      world.remove(trunk)
    },
  },
  voice_out_trunks: {
    create(world, request) {
      onlyKnown(request, [
        'name',
        'allow_any_did_as_cli',
        'on_cli_mismatch_action',
        'media_encryption_mode',
        'authentication_method',
        'external_reference_id',
      ])
      const { type, attributes } = Object(request.attributes.authentication_method) as Record<string, unknown>
      const addresses = Object(attributes).allowed_sip_ips
      if (type !== 'credentials_and_ip') throw invalid('Authentication method is not allowed')
      if (!Array.isArray(addresses) || addresses.length === 0) throw invalid("Allowed SIP IPs can't be blank")
      return world.add({
        type: 'voice_out_trunks',
        attributes: {
          ...request.attributes,
          name: uniqueName(world, 'voice_out_trunks', request),
          status: 'active',
          authentication_method: {
            type,
            attributes: {
              allowed_sip_ips: addresses,
              tech_prefix: '',
              username: word(8),
              password: word(12),
            },
          },
          ...markerIn(request),
        },
        relations: { default_did: null, dids: [] },
      })
    },
    update(world, trunk, request) {
      onlyKnown(request, [])
      for (const name of ['dids', 'default_did']) {
        if (!(name in request.relationships)) continue
        linked(world, request, name, ['dids'])
        trunk.relations[name] = request.relationships[name]?.data ?? null
      }
    },
    remove: (world, trunk) => world.remove(trunk),
  },
}
