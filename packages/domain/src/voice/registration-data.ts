import type { RegistrationField } from '../ports/registration-requirement.ts'

/** The name of the sealed order secret that holds a `RegistrationData` as JSON; erased when the order finishes. */
export const registrationSecret = 'registration'

/** What the customer entered for the carrier (R170 to R172): personal data, so it is kept sealed and nowhere else. */
export interface RegistrationData {
  /** Grows with each correction, so that it can be told whether the carrier has the newest. From 1. */
  version: number
  /** As entered, trimmed; dates YYYY-MM-DD, countries ISO 3166-1 alpha-2, phones E.164. */
  values: Partial<Record<RegistrationField, string>>
  /** The carrier's own ids of the place, where the city was matched (R174). */
  cityId?: string
  areaId?: string
}
