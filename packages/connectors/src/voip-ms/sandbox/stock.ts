/** What is for sale: fictional numbers (555-01xx) of a few places, always the same. */
interface Place {
  country: 'US' | 'CA'
  region: string
  rateCentre: string
  areaCode: string
  /** How many numbers there are; 0: the rate centre is sold out. */
  size: number
}

const places: Place[] = [
  { country: 'US', region: 'NY', rateCentre: 'NEW YORK', areaCode: '212', size: 60 },
  { country: 'US', region: 'NY', rateCentre: 'ALBANY', areaCode: '518', size: 40 },
  { country: 'US', region: 'FL', rateCentre: 'MIAMI', areaCode: '305', size: 60 },
  { country: 'US', region: 'FL', rateCentre: 'KEY WEST', areaCode: '850', size: 0 },
  { country: 'US', region: 'CA', rateCentre: 'LOS ANGELES', areaCode: '213', size: 60 },
  { country: 'CA', region: 'ON', rateCentre: 'Toronto', areaCode: '416', size: 90 },
  { country: 'CA', region: 'ON', rateCentre: 'Ottawa-Hull', areaCode: '613', size: 40 },
  { country: 'CA', region: 'QC', rateCentre: 'Montreal', areaCode: '514', size: 60 },
  { country: 'CA', region: 'BC', rateCentre: 'Vancouver', areaCode: '604', size: 60 },
]

export const regionNames: Record<'US' | 'CA', Record<string, string>> = {
  US: { CA: 'CALIFORNIA', FL: 'FLORIDA', NY: 'NEW YORK' },
  CA: { BC: 'BRITISH COLUMBIA', ON: 'ONTARIO', QC: 'QUEBEC' },
}

export interface StockNumber extends Place {
  did: string
}

const stock: StockNumber[] = places.flatMap((place) =>
  Array.from({ length: place.size }, (_, line) => ({
    ...place,
    did: `${place.areaCode}555${String(100 + line).padStart(4, '0')}`,
  })),
)

export function rateCentres(
  country: 'US' | 'CA',
  region: string,
): { ratecenter: string; available: string }[] {
  return places
    .filter((place) => place.country === country && place.region === region)
    .map(({ rateCentre, size }) => ({ ratecenter: rateCentre, available: size > 0 ? 'yes' : 'no' }))
}

export function findStock(matches: (number: StockNumber) => boolean): StockNumber[] {
  return stock.filter(matches)
}

/** Prices in ten-thousandths of a dollar, as finely as minutes are priced. */
export const prices = {
  '1': { monthly: '0.85', setup: '0.40', minute: '0.0090' },
  '2': { monthly: '4.25', setup: '0.40', minute: '0.00' },
} as const

export const servers = [
  { pop: 1, name: 'Houston, TX', short: 'Houston', host: 'houston.voip-ms.sandbox.example', country: 'USA' },
  {
    pop: 4,
    name: 'New York, NY',
    short: 'New York',
    host: 'newyork.voip-ms.sandbox.example',
    country: 'USA',
  },
  {
    pop: 7,
    name: 'Toronto, ON',
    short: 'Toronto',
    host: 'toronto.voip-ms.sandbox.example',
    country: 'Canada',
  },
]
