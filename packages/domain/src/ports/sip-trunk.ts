/** A trunk as it stands at the carrier; nothing secret. */
export interface SipTrunk {
  trunkId: string
  /** Where our side registers or sends calls to. */
  host: string
  port: number
  transport: 'udp' | 'tcp' | 'tls'
  username: string
  /** SIP realm where it is another than the host. */
  realm?: string
  /** False where the carrier takes calls without registration. */
  registers: boolean
}

/** What a gateway needs to sign in (R182, R183). Never in plans, logs or exchanges. */
export interface TrunkCredentials extends SipTrunk {
  password: string
}

/** A server or point of presence of the carrier. */
export interface AccessPoint {
  accessPointId: string
  name: string
  host: string
  /** ISO 3166-1 alpha-2, where the carrier tells it. */
  country?: string
  isRecommended: boolean
}
