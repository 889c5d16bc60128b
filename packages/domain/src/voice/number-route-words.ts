import type { RegistrationRoute } from '../ports/regulated-number-provider.ts'

/** The routes of a regulated number, for people (X28). */
export const numberRouteWords: Record<RegistrationRoute, string> = {
  'portal-upload': "identity and address, papers by hand in the carrier's portal, then the number",
  'api-upload': 'identity and address, papers sent encrypted, then the number',
  'order-first': 'the number first, then identity, address and papers',
}
