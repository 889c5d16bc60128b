import type { FalloutGroupBody } from '@turnup/contracts'
import { repairWords } from '../../parts/repair-words.ts'

export type FalloutRepair = FalloutGroupBody['repairs'][number]

/** Names that keep their own way of writing inside a sentence. */
const ownSpelling: Record<string, string> = {
  crm: 'CRM',
  esim: 'eSIM',
  iccid: 'ICCID',
  sim: 'SIM',
  smdp: 'SM-DP+',
  whmcs: 'WHMCS',
  id: 'id',
}

/** A cause in words, from its stable code: PAYMENT_METHOD_MISSING becomes "Payment method missing". */
export function causeWords(code: string): string {
  const words = code
    .split('_')
    .map((word) => ownSpelling[word.toLowerCase()] ?? word.toLowerCase())
    .join(' ')
  return words.startsWith('eSIM') ? words : words.charAt(0).toUpperCase() + words.slice(1)
}

const otherWords: Record<Exclude<FalloutRepair, keyof typeof repairWords>, string> = {
  fulfil: 'Ask for fulfilment again',
  cancel: 'Cancel the orders',
  'resume-connector': 'Resume the connector',
}

export function wordsOfRepair(repair: FalloutRepair): string {
  return repair in otherWords
    ? otherWords[repair as keyof typeof otherWords]
    : repairWords[repair as keyof typeof repairWords].name
}

/** A cause is told from the others by all of these; also its place in the address, behind #. */
export function causeKey({ code, kind, connector, action }: FalloutGroupBody): string {
  return [code, kind ?? '', connector ?? '', action ?? ''].join(':')
}

export function ordersWords(count: number): string {
  return count === 1 ? '1 order' : `${count} orders`
}
