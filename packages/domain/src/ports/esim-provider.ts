import type { Checkable } from './connector.ts'

/** ES2+ profile download progress, reported by the SM-DP+ (handleDownloadProgressInfo). */
export interface EsimProgress {
  iccid: string
  point: 'downloaded' | 'installed' | 'enabled' | 'disabled' | 'deleted' | 'other'
  /** Raw notification point id. */
  pointId: number
  succeeded: boolean
  at: string
}

/** GSMA SGP.22 ES2+ in the reference set-up. Full identifiers pass through memory only. */
export interface EsimProvider extends Checkable {
  /**
   * Reserves a profile. With an ICCID it is safe to repeat: a profile already allocated under our ICCID counts as done.
   * With a profile type alone it is not, and no function of ES2+ can look afterwards.
   */
  downloadOrder(
    order: { profileType: string; iccid?: string; eid?: string },
    ref: string,
  ): Promise<{ iccid: string }>
  /** Confirms and releases. Safe to repeat: the matching id is derived from the ref. */
  confirmOrder(
    order: { iccid: string; eid?: string },
    ref: string,
  ): Promise<{ matchingId: string; smdpAddress: string; activationCode: string }>
  /** Succeeds when the profile is gone or available again already. */
  cancelOrder(order: { iccid: string; reusable: boolean }, ref: string): Promise<void>
  /** Parses what the SM-DP+ posts to us; undefined when it is not a progress notification. */
  readProgress(body: unknown): EsimProgress | undefined
}
