/** The first extension of a tenant (R175). */
export const firstExtension = 1001
/** So many extensions stay four digits long, and a tenant is made in one transaction. */
export const mostSeats = 1_000

/** Languages of the platform's pages as it spells them; the default first (R176). */
export const pbxLanguages: readonly { code: string; name: string }[] = [
  { code: 'en-us', name: 'English (United States)' },
  { code: 'en-gb', name: 'English (United Kingdom)' },
  { code: 'de-de', name: 'Deutsch' },
  { code: 'es-mx', name: 'Español (México)' },
  { code: 'fr-ca', name: 'Français (Canada)' },
  { code: 'fr-fr', name: 'Français (France)' },
  { code: 'it-it', name: 'Italiano' },
  { code: 'nl-nl', name: 'Nederlands' },
  { code: 'pl-pl', name: 'Polski' },
  { code: 'pt-br', name: 'Português (Brasil)' },
  { code: 'pt-pt', name: 'Português (Portugal)' },
  { code: 'sv-se', name: 'Svenska' },
]

/** "1001–1010" */
export function extensionRange(first: number, seats: number): string {
  return seats === 1 ? String(first) : `${first}–${first + seats - 1}`
}

/** Whether it is an IANA time zone: 'America/Toronto'. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return /^[A-Za-z_]+(\/[A-Za-z0-9_+-]+)*$/.test(name)
  } catch {
    return false
  }
}
