import { ProviderError } from '@turnup/domain'
import { connectorId } from './errors.ts'

/** Refusals are doubtful too: "not Pending" is what WHMCS says of an order that it accepted a moment ago. */
function leavesDoubt(error: unknown): error is ProviderError {
  return error instanceof ProviderError && (error.kind === 'rejected' || error.kind === 'outcome-unknown')
}

/**
 * Makes a change whose success is what can be read afterwards, not what the call answered (law 4). `proof` gives the
 * wanted state, undefined while it is not there, and may itself refuse when it can never come.
 * @throws ProviderError the call's own when the wanted state is not there; `outcome-unknown` NOT_CONFIRMED when the
 * call said yes and the state does not, or when looking failed
 */
export async function provenWrite<Proof>(
  operation: string,
  write: () => Promise<unknown>,
  proof: () => Promise<Proof | undefined>,
): Promise<Proof> {
  let failure: ProviderError | undefined
  try {
    await write()
  } catch (error) {
    if (!leavesDoubt(error)) throw error
    failure = error
  }
  const seen = await proof().catch((cause: unknown) => {
    if (cause instanceof ProviderError && cause.kind === 'rejected') throw cause
    throw notConfirmed(operation, 'looking for the result failed', cause)
  })
  if (seen !== undefined) return seen
  throw failure ?? notConfirmed(operation, 'the result is not to be seen')
}

/** For changes that may be sent again without harm and that WHMCS may store in its own spelling: looks only in doubt. */
export async function provenIfInDoubt(
  write: () => Promise<unknown>,
  isDone: () => Promise<boolean>,
): Promise<void> {
  try {
    await write()
  } catch (error) {
    const unknown = error instanceof ProviderError && error.kind === 'outcome-unknown'
    if (!unknown || !(await isDone().catch(() => false))) throw error
  }
}

function notConfirmed(operation: string, why: string, cause?: unknown): ProviderError {
  return new ProviderError('outcome-unknown', {
    code: 'NOT_CONFIRMED',
    connector: connectorId,
    operation,
    message: `WHMCS was asked for ${operation}, but ${why}.`,
    cause,
  })
}
