import type { FalloutGroupBody } from '@turnup/contracts'
import { repairWords } from '../../parts/repair-words.ts'

export type FalloutRepair = FalloutGroupBody['repairs'][number]

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
