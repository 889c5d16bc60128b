import {
  type NumberOffer,
  type NumberProvider,
  type NumberReservation,
  ProviderError,
  type RegistrationRequirement,
  type RegulatedNumberProvider,
} from '@turnup/domain'

export interface FakeCarrier {
  port: NumberProvider
  /** Numbers that can be bought. */
  stock: Set<string>
  reservations: Map<string, NumberReservation>
  asked: string[]
}

/** Ten numbers +1 202 555 01xx; those of the regulated carrier need a registration. */
export function createFakeCarrier(
  now: () => Date,
  able: { canReserve: boolean; canRegister: boolean },
): FakeCarrier {
  const prefix = able.canRegister ? '+493055501' : '+120255501'
  const stock = new Set(
    Array.from({ length: 10 }, (_, index) => `${prefix}${String(index).padStart(2, '0')}`),
  )
  const reservations = new Map<string, NumberReservation>()
  const asked: string[] = []
  const offerOf = (number: string): NumberOffer => ({
    offerId: `offer:${number}`,
    number,
    place: able.canRegister
      ? { country: 'DE', city: 'Berlin' }
      : { country: 'US', regionName: 'DC', city: 'Washington' },
    kind: 'local',
    features: ['voice-in'],
    plans: [
      {
        planId: 'minute',
        kind: 'per-minute',
        name: 'Pay per minute',
        monthly: { amountMinor: 99, currency: 'USD' },
        setup: { amountMinor: 40, currency: 'USD' },
      },
    ],
    needsRegistration: able.canRegister,
  })
  const isReserved = (number: string) => [...reservations.values()].some((one) => one.number === number)
  const port: Partial<RegulatedNumberProvider> = {
    ...(able as { canReserve: boolean; canRegister: true }),
    registrationRoutes: ['api-upload', 'portal-upload'],
    listCountries: async () => {
      asked.push('listCountries')
      return [{ country: 'US', name: 'United States', callingCode: '1', hasRegions: false }]
    },
    searchNumbers: async () => {
      asked.push('searchNumbers')
      return { offers: [...stock].filter((number) => !isReserved(number)).map(offerOf) }
    },
    readOffer: async (offerId) => {
      const number = offerId.slice('offer:'.length)
      return stock.has(number) && !isReserved(number) ? offerOf(number) : undefined
    },
    findReservation: async (ref) => reservations.get(ref),
    reserveNumber: async (offerId, ref) => {
      const number = offerId.slice('offer:'.length)
      if (isReserved(number)) throw refused('NUMBER_TAKEN')
      const expiresAt = new Date(now().getTime() + 3_600_000).toISOString()
      const reservation = { reservationId: ref, offerId, number, expiresAt }
      reservations.set(ref, reservation)
      return reservation
    },
    releaseReservation: async (ref) => void reservations.delete(ref),
    findRequirement: async () => requirement,
    findPlaces: async (_country, city) =>
      ['Berlin', 'Bernau']
        .filter((name) => name.toLowerCase().startsWith(city.toLowerCase()))
        .map((name) => ({
          country: 'DE',
          city: name,
          cityId: `id-${name}`,
        })),
  }
  return { port: port as NumberProvider, stock, reservations, asked }
}

function refused(code: string): ProviderError {
  return new ProviderError('rejected', {
    code,
    connector: 'didww',
    operation: 'reserveNumber',
    message: 'no',
  })
}

const asked = (name: string, kind: string, section = 'identity') => ({
  name,
  kind,
  section,
  isRequired: true,
})
const requirement = {
  requirementId: 'req-1',
  country: 'DE',
  kind: 'local',
  forms: [
    {
      party: 'personal',
      fields: [
        asked('firstName', 'text'),
        asked('lastName', 'text'),
        asked('birthDate', 'date'),
        asked('phone', 'phone'),
        asked('country', 'country', 'address'),
        asked('city', 'place', 'address'),
        asked('postalCode', 'text', 'address'),
        asked('street', 'text', 'address'),
      ],
      proofs: [{ of: 'identity', quantity: 1, accepted: [{ proofTypeId: 'p', name: 'Passport' }] }],
      templates: [],
      identityLevel: 'world-wide',
      addressLevel: 'city',
    },
  ],
} as unknown as RegistrationRequirement
