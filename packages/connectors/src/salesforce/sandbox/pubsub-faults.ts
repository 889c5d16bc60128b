import type { FaultKind, FaultRule } from '../../sandbox-kit/index.ts'

/** Faults that mean something before anything was done for a call. */
export const faultsBefore: FaultKind[] = [
  'timeout-before-write',
  'http-500',
  'throttle',
  'reject',
  'auth',
  'slow',
]
export const faultsOnUnary: FaultKind[] = [...faultsBefore, 'timeout-after-write', 'http-500-after-write']
/** 'stale' and 'slow' make a stream silent: neither events nor keep-alives come. */
export const faultsOnStream: FaultKind[] = [...faultsBefore, 'stale']
export const faultsOnDelivery: FaultKind[] = [
  ...faultsOnStream,
  'timeout-after-write',
  'http-500-after-write',
  'malformed',
  'duplicate-delivery',
  'out-of-order',
]

export type Ending =
  | { as: 'reset' } // RST_STREAM, no status
  | { as: 'cut' } // the connection is gone
  | { as: 'refused'; code: string } // a documented error
  | { as: 'silence'; ms: number | undefined }

/** How a fault shows on the wire before anything is done; undefined when it lets the work go on. */
export function endingBefore(fault: FaultRule | undefined): Ending | undefined {
  switch (fault?.kind) {
    case 'auth':
      return { as: 'refused', code: 'service.auth.error' }
    case 'throttle':
      return { as: 'refused', code: 'service.protection.triggered' }
    case 'reject':
      return { as: 'refused', code: fault.message ?? 'service.unavailable' }
    case 'http-500':
      return { as: 'reset' }
    case 'timeout-before-write':
      return { as: 'cut' }
    case 'stale':
    case 'slow':
      return { as: 'silence', ms: fault.ms }
    default:
      return undefined
  }
}

/** How a fault shows after the work was done. */
export function endingAfter(fault: FaultRule | undefined): Ending | undefined {
  if (fault?.kind === 'timeout-after-write') return { as: 'cut' }
  return fault?.kind === 'http-500-after-write' ? { as: 'reset' } : undefined
}
