import { kitEn as kit } from '../kit/messages/en.ts'

/** The console speaks English; the shared parts take their words from here. */
export default { kit }
