import type { Ref } from '../json-api.ts'

/** One resource as the imitated carrier keeps it. */
export interface Entity {
  id: string
  type: string
  attributes: Record<string, unknown>
  relations: Record<string, Ref | Ref[] | null>
  meta?: Record<string, unknown>
  /** What the carrier knows and never shows. */
  hidden?: Record<string, unknown>
}

export interface KeyPair {
  publicKey: string
  privateKey: string
}

/** Everything that the imitated carrier remembers of our account; all of it survives structuredClone. */
export interface DidwwState {
  balanceMinor: number
  records: Entity[]
  /** Ids of available DIDs that other customers of the carrier have bought. */
  soldElsewhere: string[]
  /** The two key pairs for papers; made when they are first asked for. */
  keys: KeyPair[]
  /** Looks at an order until it is filled; 1: the first look finds it filled. */
  looksUntilFilled: number
  /** The carrier's people approve by themselves, as soon as they look. */
  approvesByItself: boolean
  nextReference: number
}

export const startBalanceMinor = 500_00

export function emptyState(options: { approvesByItself?: boolean } = {}): DidwwState {
  return {
    balanceMinor: startBalanceMinor,
    records: [],
    soldElsewhere: [],
    keys: [],
    looksUntilFilled: 1,
    approvesByItself: options.approvesByItself ?? false,
    nextReference: 100_000,
  }
}
