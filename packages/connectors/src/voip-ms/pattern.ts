import type { PatternType } from './client.ts'
import { refused } from './status-codes.ts'

/**
 * A pattern with stars in VoIP.ms's words (R168). Signs that people write in numbers are left out, and the country
 * code, since VoIP.ms knows ten digits.
 * @throws ProviderError `rejected` QUERY_INVALID
 */
export function readPattern(pattern: string): { type: PatternType; query: string } {
  const bare = pattern.replace(/[\s().-]/g, '')
  const [, before, digits, after] = /^(\*?)(\+?\d{1,15})(\*?)$/.exec(bare) ?? []
  if (digits === undefined || (before && digits.startsWith('+'))) {
    throw invalid()
  }
  const isAnchored = !before && (digits.startsWith('+') || after !== '' || digits.length === 11)
  // No area code begins with 1, so a 1 in front is the country code.
  const query = isAnchored ? digits.replace(/^\+?1?/, '') : digits
  if (!query) throw invalid()
  if (before && !after) return { type: 'ends', query }
  return { type: isAnchored ? 'starts' : 'contains', query }
}

function invalid() {
  return refused(
    'searchNumbers',
    'QUERY_INVALID',
    'Use digits, with a star where anything may stand: 212*, *555* or *99.',
  )
}
