import { demoPbxProducts } from './demo-pbx-products.ts'

/**
 * The demo provider "Harbour Telecom": one set of facts from which every sandbox seeds its own side, so that product
 * ids, prices and customer numbers agree across systems, as they must at a real provider.
 */
export interface DemoProduct {
  sku: string
  name: string
  category: 'Internet' | 'SIM' | 'VPN' | 'PBX' | 'Other'
  itemClass: 'Service' | 'Activation' | 'Add-on'
  billingCycle: 'Monthly' | 'Annually' | 'One-time'
  /** Major units, decimal text, in USD. */
  price: string
  /** WHMCS pid; absent: sold nowhere, because the mapping was forgotten. */
  billingProductId?: string
  /** WHMCS product group; absent: as the category. */
  billingGroup?: string
  description: string
  bullets: string[]
  flow?: 'internet' | 'sim' | 'esim' | 'vpn' | 'pbx' | 'number' | 'pbx-feature'
  maxQuantity: number
  dwelling?: 'Home' | 'Apartment'
  tier?: '1G' | '100Mb'
  esimProfileType?: string
  /** The carrier that it is mapped to in Turnup. */
  carrier?: 'voip-ms' | 'didww'
  /** PBX_Settings_JSON__c */
  pbxSettings?: { kind: 'seats'; seats: number } | { kind: 'number' } | { kind: 'feature'; feature: string }
  validUntil?: string
  configOptions?: {
    key: string
    label: string
    default?: string
    required: boolean
    values: { value: string; label: string }[]
  }[]
}

export const demoCurrency = 'USD'

export const demoProducts: DemoProduct[] = [
  {
    sku: 'INTERNET-HOME-1G',
    name: 'Home Fibre 1 Gbit/s',
    category: 'Internet',
    itemClass: 'Service',
    billingCycle: 'Monthly',
    price: '59.00',
    billingProductId: '101',
    description: 'Fibre to the house with one gigabit per second both ways.',
    bullets: ['1 Gbit/s down and up', 'Router included', 'No data cap'],
    flow: 'internet',
    maxQuantity: 1,
    dwelling: 'Home',
    tier: '1G',
    configOptions: [
      {
        key: '11',
        label: 'Router',
        default: '111',
        required: true,
        values: [
          { value: '111', label: 'Standard router' },
          { value: '112', label: 'Mesh router' },
        ],
      },
    ],
  },
  {
    sku: 'INTERNET-APARTMENT-100M',
    name: 'Apartment Internet 100 Mbit/s',
    category: 'Internet',
    itemClass: 'Service',
    billingCycle: 'Monthly',
    price: '35.00',
    billingProductId: '102',
    description: 'Internet over the building network.',
    bullets: ['100 Mbit/s', 'Ready in two days'],
    flow: 'internet',
    maxQuantity: 1,
    dwelling: 'Apartment',
    tier: '100Mb',
  },
  {
    sku: 'INTERNET-INSTALL-HOME',
    name: 'Fibre installation, house',
    category: 'Internet',
    itemClass: 'Activation',
    billingCycle: 'One-time',
    price: '120.00',
    billingProductId: '103',
    description: 'A technician brings the fibre into the house.',
    bullets: ['One visit', 'Wall outlet included'],
    flow: 'internet',
    maxQuantity: 1,
    dwelling: 'Home',
  },
  {
    sku: 'ESIM-DATA-20',
    name: 'eSIM 20 GB',
    category: 'SIM',
    itemClass: 'Service',
    billingCycle: 'Monthly',
    price: '18.00',
    billingProductId: '201',
    description: 'A data plan on an eSIM, installed with a QR code.',
    bullets: ['20 GB a month', '5G where there is coverage', 'Active within minutes'],
    flow: 'esim',
    maxQuantity: 5,
    esimProfileType: 'DATA-5G',
    configOptions: [
      {
        key: '21',
        label: 'Roaming',
        default: '211',
        required: true,
        values: [
          { value: '211', label: 'Home only' },
          { value: '212', label: 'Region' },
        ],
      },
    ],
  },
  {
    sku: 'ESIM-VOICE-DATA',
    name: 'eSIM voice and data',
    category: 'SIM',
    itemClass: 'Service',
    billingCycle: 'Monthly',
    price: '29.00',
    billingProductId: '202',
    description: 'Voice, text and 50 GB on an eSIM.',
    bullets: ['50 GB a month', 'Unlimited national calls'],
    flow: 'esim',
    maxQuantity: 5,
    esimProfileType: 'VOICE-5G',
  },
  {
    sku: 'SIM-DATA-20',
    name: 'SIM card 20 GB',
    category: 'SIM',
    itemClass: 'Service',
    billingCycle: 'Monthly',
    price: '18.00',
    billingProductId: '203',
    description: 'The same data plan on a plastic SIM card.',
    bullets: ['20 GB a month', 'Card by post'],
    flow: 'sim',
    maxQuantity: 5,
    configOptions: [{ key: 'iccid', label: 'Number on the SIM card (ICCID)', required: true, values: [] }],
  },
  {
    sku: 'VPN-FIXED-IP',
    name: 'VPN with fixed address',
    category: 'VPN',
    itemClass: 'Service',
    billingCycle: 'Monthly',
    price: '9.00',
    billingProductId: '301',
    description: 'A private tunnel with an address of your own.',
    bullets: ['Fixed IPv4 address', 'Works on any line'],
    flow: 'vpn',
    maxQuantity: 3,
  },
  {
    sku: 'VPN-ACTIVATION',
    name: 'VPN activation',
    category: 'VPN',
    itemClass: 'Activation',
    billingCycle: 'One-time',
    price: '15.00',
    billingProductId: '302',
    description: 'Set-up of the VPN, once.',
    bullets: ['Configured for you'],
    flow: 'vpn',
    maxQuantity: 1,
  },
  {
    sku: 'ROUTER-RENTAL',
    name: 'Router rental',
    category: 'Other',
    itemClass: 'Add-on',
    billingCycle: 'Monthly',
    price: '5.00',
    description: 'A second router. Its billing product was never mapped.',
    bullets: ['Any model'],
    maxQuantity: 2,
  },
  {
    sku: 'VPN-SUMMER-2024',
    name: 'VPN summer offer 2024',
    category: 'VPN',
    itemClass: 'Service',
    billingCycle: 'Monthly',
    price: '4.00',
    billingProductId: '301',
    description: 'An offer that has ended.',
    bullets: ['Half price'],
    flow: 'vpn',
    maxQuantity: 1,
    validUntil: '2024-08-31',
  },
  ...demoPbxProducts,
]

export interface DemoAccount {
  customerNumber: string
  name: string
  email: string
  dwelling?: 'Home' | 'Apartment'
  tier?: '1G' | '100Mb'
}

export const demoAccounts: DemoAccount[] = [
  {
    customerNumber: 'C-1001',
    name: 'Ada Moreno',
    email: 'ada.moreno@example.com',
    dwelling: 'Home',
    tier: '1G',
  },
  {
    customerNumber: 'C-1002',
    name: 'Bruno Lindqvist',
    email: 'bruno@example.com',
    dwelling: 'Apartment',
    tier: '100Mb',
  },
  { customerNumber: 'C-1003', name: 'Chiara Okafor', email: 'chiara@example.com' },
]

/** Numbers C-2000 to C-2999 exist too, so that anyone can sign up as often as they like; nothing is known of them. */
export const demoSpareAccounts: DemoAccount[] = Array.from({ length: 1000 }, (_, index) => ({
  customerNumber: `C-${2000 + index}`,
  name: `Demo Customer ${2000 + index}`,
  email: `customer${2000 + index}@example.com`,
}))
