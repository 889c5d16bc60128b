import type { AccessPoint } from '@turnup/domain'
import type { DidwwConfig } from './config.ts'
import { refused } from './refusals.ts'

/** Hosts as DIDWW documents them; its API tells only the names of its points of presence. */
const outbound: AccessPoint[] = [
  {
    accessPointId: 'nyc',
    name: 'New York',
    host: 'nyc.us.out.didww.com',
    country: 'US',
    isRecommended: false,
  },
  {
    accessPointId: 'lax',
    name: 'Los Angeles',
    host: 'lac.us.out.didww.com',
    country: 'US',
    isRecommended: false,
  },
  { accessPointId: 'mia', name: 'Miami', host: 'mia.us.out.didww.com', country: 'US', isRecommended: false },
  {
    accessPointId: 'fra',
    name: 'Frankfurt',
    host: 'fra.eu.out.didww.com',
    country: 'DE',
    isRecommended: true,
  },
  {
    accessPointId: 'ams',
    name: 'Amsterdam',
    host: 'ams.eu.out.didww.com',
    country: 'NL',
    isRecommended: false,
  },
  { accessPointId: 'sin', name: 'Singapore', host: 'sg.out.didww.com', country: 'SG', isRecommended: false },
  { accessPointId: 'hkg', name: 'Hong Kong', host: 'hk.out.didww.com', country: 'HK', isRecommended: false },
]
const registrars: AccessPoint[] = [
  { accessPointId: 'global', name: 'Nearest', host: 'sip.didww.com', isRecommended: true },
  { accessPointId: 'nyc', name: 'New York', host: 'nyc.sip.didww.com', country: 'US', isRecommended: false },
  { accessPointId: 'ams', name: 'Amsterdam', host: 'ams.sip.didww.com', country: 'NL', isRecommended: false },
]

/** The realm of outgoing trunks, whichever host takes the call. */
export const outboundRealm = 'out.didww.com'

export function accessPoints({ trunks }: Pick<DidwwConfig, 'trunks'>): AccessPoint[] {
  return trunks === 'two-way' ? outbound : registrars
}

/** The one that was asked for, that of the settings, or the recommended one. @throws ProviderError `rejected` ACCESS_POINT_UNKNOWN */
export function accessPointOf(config: DidwwConfig, wanted: string | undefined): AccessPoint {
  const points = accessPoints(config)
  const id = wanted ?? config.accessPoint
  const found = points.find((point) => (id ? point.accessPointId === id : point.isRecommended))
  if (found) return found
  const known = points.map(({ accessPointId }) => accessPointId).join(', ')
  throw refused(
    'voice_in_trunks',
    'ACCESS_POINT_UNKNOWN',
    `DIDWW has no access point ${id}. Choose one of ${known}.`,
  )
}
