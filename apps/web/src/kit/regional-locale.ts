/**
 * How amounts and days are written where the reader lives: the language of the page with the region that the browser
 * asks for, so that Spanish reads 18,00 $ in Spain and $18.00 in Puerto Rico. A locale with a region stays as it is.
 */
export function regionalLocale(locale: string): string {
  if (locale.includes('-')) return locale
  return navigator.languages.find((tag) => tag.toLowerCase().startsWith(`${locale}-`)) ?? locale
}
