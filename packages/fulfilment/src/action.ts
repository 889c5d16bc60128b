import type { Clock, Dino, Engine, JsonObject, Policy, PortRole, Ports } from '@turnup/domain'
import type { Database, OrderHead, Vault } from '@turnup/store'
import type { z } from 'zod'

/** What the executor needs of the process; the server's services have it all. */
export interface ExecutorServices {
  db: Database
  ports: Ports
  /** Which connector plays each role, for pausing and for what operators read. */
  connectorOf: Record<PortRole, string>
  engine: Engine
  clock: Clock
  vault: Vault
  policy: Policy
  log: Dino
}

/** What an action gets beside its input. */
export interface Effect {
  services: ExecutorServices
  order: OrderHead
  /** Ours and deterministic: order id and step key; stored outside wherever a field allows it. */
  ref: string
  correlationId: string
  /** Since when the step has been waiting for the outside, if it has. */
  waitingSince?: Date
  secrets: {
    get(name: string): Promise<string | undefined>
    put(name: string, value: string): Promise<void>
  }
}

/** The outside has taken it in and is not done: no trouble, only time (R189). */
export interface NotYet {
  /** What is waited for, for people. */
  notYet: string
  who: 'provider' | 'turnup'
  lookAgainMs: number
  /** How long this may take before a person is asked. */
  patience: { businessDays: number } | { ms: number }
}

export function isNotYet(result: object): result is NotYet {
  return 'notYet' in result
}

/** What a person enters to adopt an effect whose result alone would not let the order go on: something secret. */
export interface Adoption<Input, Result extends JsonObject> {
  entry: z.ZodType<Record<string, string>>
  /** What of it is kept in clear. */
  result(entry: Record<string, string>): Result
  /** Keeps what is secret in it sealed, in the transaction of the repair. */
  seal(entry: Record<string, string>, input: Input, effect: Effect): Promise<void>
}

/** One outside effect: what an action knows about it. Results are kept, so they hold nothing secret. */
export interface Action<Input, Result extends JsonObject> {
  name: string
  /** Which outside system it concerns; undefined for effects inside Turnup's own database. */
  role?: PortRole
  /** The connector, where the input names it instead of a role: one of several carriers. */
  connector?(input: Input): string
  input: z.ZodType<Input>
  result: z.ZodType<Result>
  /** One line for the operator. */
  describe(input: Input): string
  /** True where applying twice has the effect of once, so that an unknown outcome is simply applied again. */
  repeatable?(input: Input): boolean
  /** Look before the first apply too: it costs a read and finds what a restored database forgot. */
  lookFirst?: true
  /** True where "not there" is no proof that it will not still come (money): after a lost answer a person decides. */
  parksWhenAbsent?: true
  /** At most one effect at a time for this key, across all orders. */
  flight?(input: Input): string
  /** How many outside calls apply makes at most; bounds the time of an attempt. Default 1. */
  calls?: number
  /** Is the effect already there? Never changes anything. */
  find?(input: Input, effect: Effect): Promise<Result | undefined>
  apply(input: Input, effect: Effect): Promise<Result | NotYet>
  /** Takes it back; succeeds when already gone. Without it, cancelling leaves the effect alone. */
  undo?(result: Result | undefined, input: Input, effect: Effect): Promise<void>
  /** Absent where adopting needs no more than the result. */
  adoption?: Adoption<Input, Result>
  /** What the person who opens its gate may decide of the input. */
  decision?: z.ZodType<Partial<Input>>
}

/** An action whose input and result types are known only to itself. */
export type AnyAction = Action<never, JsonObject>

export function defineAction<Input, Result extends JsonObject>(action: Action<Input, Result>): AnyAction {
  return action as unknown as AnyAction
}
