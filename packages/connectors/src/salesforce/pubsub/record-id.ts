const suffixAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345'

/**
 * A record id in its 18-character form, so that one order has one key whichever form the event carries (X06).
 * The suffix tells which of the first 15 characters are upper case, five to a letter.
 */
export function longRecordId(id: string): string {
  if (id.length !== 15) return id
  const suffix = [0, 5, 10].map((start) => {
    const isUpper = (character: string) => character >= 'A' && character <= 'Z'
    const bits = [...id.slice(start, start + 5)].map((character, bit) => (isUpper(character) ? 1 << bit : 0))
    return suffixAlphabet[bits.reduce((sum, bit) => sum + bit, 0)]
  })
  return id + suffix.join('')
}
