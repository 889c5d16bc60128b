import { type Outcome, ProviderError, refuse } from '@turnup/domain'

/** What customers can do about a carrier's no; any other is told as every outside refusal. */
const words: Record<string, { code: string; message: string; field?: string }> = {
  NUMBER_TAKEN: { code: 'NUMBER_TAKEN', message: 'This number has just been taken. Choose another one.' },
  OFFER_UNKNOWN: {
    code: 'NUMBER_TAKEN',
    message: 'This number is not offered any more. Choose another one.',
  },
  PLACE_UNKNOWN: {
    code: 'PLACE_UNKNOWN',
    message: 'There are no numbers for this place. Choose another one.',
  },
  QUERY_INVALID: {
    code: 'QUERY_INVALID',
    message: 'This search is too wide, or its pattern cannot be used. Choose a region, or give more digits.',
    field: 'pattern',
  },
}

/** Runs work that asks a carrier; a business no becomes a refusal with words of ours. */
export async function refusedByCarrier<Value>(work: () => Promise<Outcome<Value>>): Promise<Outcome<Value>> {
  try {
    return await work()
  } catch (error) {
    const known = error instanceof ProviderError && error.kind === 'rejected' ? words[error.code] : undefined
    if (!known) throw error
    const kind = known.code === 'NUMBER_TAKEN' ? 'conflict' : 'unprocessable'
    return refuse(kind, known.code, known.message, { field: known.field })
  }
}
