/** What the imitated carrier has for sale, and what it asks for. */
export interface Group {
  iso: string
  region?: string
  city?: string
  area?: string
  kind: 'Local' | 'National' | 'Mobile' | 'Toll-free'
  /** Fictional numbers wherever the country's numbering plan sets some aside. */
  numbers: { prefix: string; digits: number; count: number }
  isMetered: boolean
  /** The name of the requirement that goes with it. */
  requirement?: string
  monthly: string
  setup: string
}

export const countries = [
  { iso: 'US', name: 'United States', prefix: '1' },
  { iso: 'GB', name: 'United Kingdom', prefix: '44' },
  { iso: 'ZA', name: 'South Africa', prefix: '27' },
  { iso: 'DE', name: 'Germany', prefix: '49' },
  { iso: 'BE', name: 'Belgium', prefix: '32' },
]

export const groups: Group[] = [
  {
    iso: 'US',
    region: 'New York',
    city: 'New York',
    kind: 'Local',
    numbers: { prefix: '1212555', digits: 4, count: 100 },
    isMetered: true,
    monthly: '1.10',
    setup: '0.00',
  },
  {
    iso: 'US',
    region: 'New York',
    city: 'Albany',
    kind: 'Local',
    numbers: { prefix: '1518555', digits: 4, count: 40 },
    isMetered: false,
    monthly: '1.10',
    setup: '0.00',
  },
  {
    iso: 'GB',
    city: 'London',
    area: 'Greater London',
    kind: 'Local',
    numbers: { prefix: '442079460', digits: 3, count: 100 },
    isMetered: true,
    requirement: 'GB Local',
    monthly: '2.50',
    setup: '1.00',
  },
  {
    iso: 'GB',
    kind: 'Toll-free',
    numbers: { prefix: '448081570', digits: 3, count: 30 },
    isMetered: true,
    monthly: '6.00',
    setup: '5.00',
  },
  {
    iso: 'ZA',
    city: 'Cape Town',
    area: 'Western Cape',
    kind: 'Local',
    numbers: { prefix: '2721555', digits: 4, count: 60 },
    isMetered: true,
    requirement: 'ZA Local',
    monthly: '3.20',
    setup: '2.00',
  },
  {
    iso: 'ZA',
    city: 'Johannesburg',
    area: 'Gauteng',
    kind: 'Local',
    numbers: { prefix: '2711555', digits: 4, count: 60 },
    isMetered: true,
    requirement: 'ZA Local',
    monthly: '3.20',
    setup: '2.00',
  },
  {
    iso: 'DE',
    city: 'Berlin',
    area: 'Berlin',
    kind: 'Local',
    numbers: { prefix: '493023125', digits: 3, count: 60 },
    isMetered: false,
    requirement: 'DE Local',
    monthly: '1.90',
    setup: '0.00',
  },
]

export const proofTypes: [name: string, entity: 'Personal' | 'Business' | 'Address'][] = [
  ['Passport', 'Personal'],
  ['National ID card', 'Personal'],
  ['Drivers License', 'Personal'],
  ['Certificate of Registration', 'Business'],
  ['Tax registration', 'Business'],
  ['Utility Bill', 'Address'],
  ['Bank statement', 'Address'],
  ['Rental Receipt', 'Address'],
]
export const templates = [
  { name: 'Germany Special Registration Form', permanent: true },
  { name: 'Generic LOI', permanent: false },
]

/** Labels and snake case side by side, as the carrier has them. */
export const requirements = [
  {
    name: 'GB Local',
    iso: 'GB',
    identity: 'any',
    level: 'world_wide',
    personal: [],
    business: ['Company ID'],
    businessProofs: 1,
    service: false,
    notice: 'End user registration is required.',
  },
  {
    name: 'ZA Local',
    iso: 'ZA',
    identity: 'Any',
    level: 'country',
    personal: ['birth_date', 'id_number'],
    business: ['VAT Number / TAX Code', 'Company ID'],
    businessProofs: 1,
    service: true,
    notice: 'The address must be in South Africa.',
  },
  {
    name: 'DE Local',
    iso: 'DE',
    identity: 'business',
    level: 'city',
    personal: [],
    business: ['Company ID', 'Proof of ID'],
    businessProofs: 2,
    service: false,
    notice: 'The company must have an address in the city of the number.',
    permanent: 'Germany Special Registration Form',
  },
]
