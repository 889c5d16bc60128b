export interface SandboxDid {
  did: string
  rateCentre: string
  region: string
  routing: string
  pop: string
  note: string
  billingType: '1' | '2'
  orderedAt: string
}

export interface SandboxAccount {
  id: number
  account: string
  username: string
  password: string
  description: string
}

/** Everything that the imitated carrier remembers of our account; all of it survives structuredClone. */
export interface VoipMsState {
  balanceMinor: number
  dids: SandboxDid[]
  accounts: SandboxAccount[]
  /** Numbers that other customers of the carrier have bought. */
  soldElsewhere: string[]
  nextId: number
}

export const startBalanceMinor = 500_00

export function emptyState(): VoipMsState {
  return { balanceMinor: startBalanceMinor, dids: [], accounts: [], soldElsewhere: [], nextId: 99_700 }
}
