import { type Phase, phases } from './phase-badge.tsx'

/** The queue's filters as they stand in the address; the server parses them (ProvisioningQuery). */
export interface ProvisioningSearch {
  phase?: Phase
  provider?: string
  /** Only orders that are not finished. */
  open?: true
  search?: string
}

export function readProvisioningSearch(search: Record<string, unknown>): ProvisioningSearch {
  const phase = phases.find((one) => one === search.phase)
  // The router reads digits as a number; a phone number stays text.
  const words = typeof search.search === 'number' ? String(search.search) : search.search
  return {
    ...(phase === undefined ? {} : { phase }),
    ...(typeof search.provider === 'string' && search.provider !== '' ? { provider: search.provider } : {}),
    ...(search.open === true ? { open: true as const } : {}),
    ...(typeof words === 'string' && words !== '' ? { search: words } : {}),
  }
}

/** Without the entries that are not set, so that addresses stay short. */
export function tidySearch(search: ProvisioningSearch): ProvisioningSearch {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined))
}

const finished: readonly Phase[] = ['completed', 'cancelled']

export function isFinished(phase: Phase): boolean {
  return finished.includes(phase)
}

export const registrationParts = ['papers', 'correction'] as const
/** Which part of the registration people come for. */
export type RegistrationPart = (typeof registrationParts)[number]

export function readRegistrationSearch(search: Record<string, unknown>): { part?: RegistrationPart } {
  const part = registrationParts.find((one) => one === search.part)
  return part === undefined ? {} : { part }
}
