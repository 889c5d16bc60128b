import type { Money } from '../money.ts'
import type { Checkable } from './connector.ts'

export interface Line {
  lineId: string
  status: 'active' | 'suspended' | 'terminated'
  /** E.164 */
  msisdn?: string
}

/** The subscriber side of a SIM (HLR/HSS through an MVNE), which ES2+ does not cover. Lines carry our `ref`. */
export interface LineActivation extends Checkable {
  findLine(ref: string): Promise<Line | undefined>
  /** Safe to repeat under the same ref. */
  activateLine(line: { iccid: string; plan: string }, ref: string): Promise<Line>
  /** Puts another SIM profile on the line. Safe to repeat. */
  replaceProfile(lineRef: string, iccid: string): Promise<Line>
  /** Succeeds when already gone. */
  terminateLine(ref: string): Promise<void>
  findTopUp(ref: string): Promise<{ topUpId: string } | undefined>
  /** Safe to repeat under the same ref. */
  topUp(
    topUp: { lineRef: string; packageCode?: string; amount?: Money },
    ref: string,
  ): Promise<{ topUpId: string }>
}
