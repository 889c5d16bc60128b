import { randomUUID } from 'node:crypto'
import type { OrderItem, PbxDetails, RegistrationData, RegistrationRoute } from '@turnup/domain'
import { esimItem } from './test-items.ts'

/** An extension package. */
export function pbxItem(change: Partial<OrderItem> = {}): OrderItem {
  return esimItem({
    id: '4',
    crmItemId: 'line-4',
    productId: 'product-pbx',
    sku: 'PBX-10',
    name: 'PBX with 10 extensions',
    category: 'pbx',
    pbxSettings: { kind: 'seats', seats: 10 },
    esimSettings: undefined,
    requiresPaymentMethod: false,
    ...change,
  })
}

/** A carrier's number. */
export function numberItem(change: Partial<OrderItem> = {}): OrderItem {
  return pbxItem({
    id: '5',
    crmItemId: 'line-5',
    productId: 'product-number',
    sku: 'DID-US',
    name: 'Phone number',
    pbxSettings: { kind: 'number' },
    ...change,
  })
}

let numbers = 0

/** A number that no other test has. */
export function freshNumber(): string {
  numbers += 1
  return `+1212555${String(numbers).padStart(4, '0')}`
}

/** Details as the checkout leaves them: of a free carrier, or with a route of a regulated one. */
export function pbxDetails(route?: RegistrationRoute, number = freshNumber()): PbxDetails {
  const providerId = route ? 'didww' : 'voip-ms'
  return {
    company: 'Acme Corp',
    contact: { name: 'Ada Moreno', email: 'ada@acme.example', phone: '+12125550100' },
    tenant: { domain: `acme-${randomUUID().slice(0, 8)}.pbx.example.com`, seats: 10, firstExtension: 1001 },
    admin: {
      username: 'admin',
      email: 'ada@acme.example',
      timeZone: 'America/New_York',
      language: 'en-us',
      group: 'admin',
    },
    number: {
      providerId,
      productSku: 'DID-US',
      offerId: `offer-${number}`,
      planId: 'per-minute',
      number,
      callingCode: '1',
      place: { country: 'US', city: 'New York' },
      kind: 'local',
      prices: {
        planKind: 'per-minute',
        planName: 'Pay per minute',
        monthly: { amountMinor: 100, currency: 'USD' },
        setup: { amountMinor: 40, currency: 'USD' },
      },
      needsRegistration: route !== undefined,
    },
    ...(route
      ? {
          registration: {
            requirementId: 'requirement-1',
            party: 'personal' as const,
            route,
            requiredFields: [
              'firstName',
              'lastName',
              'birthDate',
              'phone',
              'country',
              'city',
              'postalCode',
              'street',
            ],
            proofs: [
              {
                of: 'identity' as const,
                quantity: 1,
                accepted: [{ proofTypeId: 'passport', name: 'Passport' }],
              },
              {
                of: 'address' as const,
                quantity: 1,
                accepted: [{ proofTypeId: 'bill', name: 'Utility bill' }],
              },
            ],
          },
        }
      : {}),
  }
}

/** Personal data that must be readable nowhere. */
export const registrationValues = {
  firstName: 'Zenobia',
  lastName: 'Quatremaine',
  birthDate: '1980-02-29',
  phone: '+27215550100',
  email: 'zenobia@quatremaine.example',
  country: 'ZA',
  city: 'Cape Town',
  postalCode: '8001',
  street: '17 Kloofnek Passage',
} as const

export function registrationData(change: Partial<RegistrationData> = {}): RegistrationData {
  return { version: 1, values: { ...registrationValues }, cityId: 'cape-town', ...change }
}
