import type { FastifyInstance } from 'fastify'
import type { SandboxClock } from './clock.ts'
import type { Faults } from './faults.ts'
import type { Journal } from './journal.ts'

export interface SandboxContext {
  journal: Journal
  faults: Faults
  clock: SandboxClock
  /** Tells the keeper of the state that something changed and should be written to disk soon. */
  changed(): void
  /** Where this system posts its callbacks to (ES2+ progress), when the story wants them. */
  callbackUrl?: string
  /** Simulated work time of each call in milliseconds; 0 unless set. */
  latencyMs: number
}

/** One imitated outside system. HTTP systems live under `/<id>`; others listen on ports of their own. */
export interface SandboxSystem {
  /** The connector's id: 'whmcs'. */
  id: string
  /** Adds the wire doors and the small pages where a person acts. */
  routes?(app: FastifyInstance): void | Promise<void>
  /** Starts listeners that are not HTTP (gRPC, SMTP) on loopback; answers with their addresses by name. */
  listen?(ports: Record<string, number>): Promise<Record<string, string>>
  close?(): Promise<void>
  /** Back to the seed. */
  reset(): void
  /** Everything that must survive a restart, as one structured-clone-able value, and back. */
  save(): unknown
  load(saved: unknown): void
}
