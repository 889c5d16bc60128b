import type { SandboxProduct } from './catalogue.ts'
import type { PhpParams } from './php.ts'
import type { WhmcsState } from './state.ts'

export interface WhmcsSandboxOptions {
  identifier?: string
  secret?: string
  products?: Map<number, SandboxProduct>
  /** System name and display name; the first is the default. */
  gateways?: { module: string; displayname: string }[]
  /** Percent off the first payment, by code. */
  promotions?: Record<string, number>
  /** Older versions of WHMCS take `notes` at AddOrder and forget them. */
  keepsOrderNotes?: boolean
  customerNumberFieldId?: string
  version?: string
  /** Where "Back to the shop" leads on the pages. */
  returnUrl?: string
}

/** What an action of the API works with. */
export interface World {
  state: WhmcsState
  products: Map<number, SandboxProduct>
  options: Required<Omit<WhmcsSandboxOptions, 'products' | 'returnUrl'>>
  now: Date
  /** Address under which this WHMCS was called, without a slash at the end. */
  baseUrl: string
}

export interface Action {
  effect: 'read' | 'write'
  /** The answer's fields beside `result`. Throws WhmcsRefusal for a business no. */
  run(world: World, params: PhpParams): Record<string, unknown>
}
