import type { NumberHoldBody, PbxSetupBody } from '@turnup/contracts'

const usd = (amountMinor: number) => ({ amountMinor, currency: 'USD' })
const sold = { description: '', maxQuantity: 5, billingCycle: 'monthly' } as const

export const pbxSetup: PbxSetupBody = {
  orderable: true,
  server: { name: 'Harbour PBX', baseDomain: 'pbx.example.com' },
  packages: [
    { ...sold, sku: 'PBX-10', name: '10 seats', price: usd(8900), seats: 10, pricePerSeat: usd(890) },
    { ...sold, sku: 'PBX-25', name: '25 seats', price: usd(19900), seats: 25, pricePerSeat: usd(796) },
  ],
  numberProducts: [
    {
      ...sold,
      sku: 'NUMBER-NA',
      name: 'Number, North America',
      price: usd(250),
      provider: { id: 'voip-ms', name: 'VoIP.ms' },
      canReserve: false,
      canRegister: false,
    },
    {
      ...sold,
      sku: 'NUMBER-INT',
      name: 'Number, international',
      price: usd(600),
      provider: { id: 'didww', name: 'DIDWW' },
      canReserve: true,
      canRegister: true,
    },
  ],
  features: [
    { ...sold, sku: 'RECORDING', name: 'Call recording', price: usd(1500), feature: 'call-recording' },
  ],
  firstExtension: 1001,
  maxSeats: 1000,
  admin: {
    defaultUsername: 'admin',
    groups: ['admin'],
    languages: [
      { code: 'en-us', name: 'English' },
      { code: 'es-mx', name: 'Español' },
    ],
  },
  hold: { minutes: 10, extensions: 2 },
  contact: { name: 'Ada Moreno', email: 'ada@example.com' },
}

/** A number that is held for ten minutes, with two plans. */
export function holdOf(number = '+27215550100', needsRegistration = true): NumberHoldBody {
  const plan = { kind: 'per-minute', setup: usd(200), name: 'Pay per minute' } as const
  return {
    holdId: '0199d3c4-0000-7000-8000-000000000001',
    provider: { id: 'didww', name: 'DIDWW' },
    offer: {
      offerId: `offer:${number}`,
      number,
      place: { country: 'ZA', city: 'Cape Town' },
      kind: 'local',
      features: ['voice-in'],
      plans: [
        { ...plan, planId: 'minute', monthly: usd(320) },
        { ...plan, planId: 'flat', kind: 'unlimited', name: 'Unlimited', monthly: usd(900) },
      ],
      needsRegistration,
    },
    expiresAt: '2026-11-21T10:10:00.000Z',
    secondsLeft: 600,
    extensionsLeft: 2,
    heldAtCarrier: true,
  }
}
