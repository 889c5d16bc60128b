import type { AccessPoint, NumberRegion, RateCentre } from '@turnup/domain'
import type { VoipMs } from './client.ts'
import { countryOf } from './offer-id.ts'
import { refused } from './status-codes.ts'
import type { Server } from './wire.ts'

export async function listRegions({ client }: VoipMs, country: string): Promise<NumberRegion[]> {
  if (countryOf(country, 'listRegions') === 'US') {
    const { states } = await client.getStates()
    return states.map(({ state, description }) => ({ regionId: state, name: description }))
  }
  const { provinces } = await client.getProvinces()
  return provinces.map(({ province, description }) => ({ regionId: province, name: description }))
}

/** Rate centres are told by state or province only; without one the list is empty. */
export async function listRateCentres(
  { client }: VoipMs,
  country: string,
  region?: string,
): Promise<RateCentre[]> {
  const known = countryOf(country, 'listRateCentres')
  if (!region) return []
  const { ratecenters } =
    known === 'US' ? await client.getRateCentersUSA(region) : await client.getRateCentersCAN(region)
  return ratecenters.map(({ ratecenter, available }) => ({
    rateCentreId: ratecenter,
    name: ratecenter,
    ...(available === undefined ? {} : { isStocked: available }),
  }))
}

const countryByName: Record<string, string> = {
  usa: 'US',
  'united states': 'US',
  canada: 'CA',
  'united kingdom': 'GB',
  uk: 'GB',
  france: 'FR',
  germany: 'DE',
  netherlands: 'NL',
  spain: 'ES',
  australia: 'AU',
}

function accessPointFrom(server: Server): AccessPoint {
  const country = countryByName[(server.server_country ?? '').toLowerCase()]
  return {
    accessPointId: server.server_pop,
    name: server.server_name,
    host: server.server_hostname,
    ...(country ? { country } : {}),
    isRecommended: server.server_recommended ?? false,
  }
}

/** VoIP.ms's servers (POPs). */
export async function listAccessPoints({ client }: VoipMs): Promise<AccessPoint[]> {
  return (await client.getServersInfo()).servers.map(accessPointFrom)
}

/** @throws ProviderError `rejected` POP_UNKNOWN */
export async function readAccessPoint({ client }: VoipMs, pop: string): Promise<AccessPoint> {
  const { servers } = await client.getServersInfo(pop)
  const server = servers.find((each) => each.server_pop === pop)
  if (server) return accessPointFrom(server)
  throw refused('getServersInfo', 'POP_UNKNOWN', `VoIP.ms has no server (POP) ${pop}. Choose another one.`)
}
