import { isApiError } from '../../api/api-error.ts'
import { ErrorNotice } from '../../kit/error-notice.tsx'

/** Somebody else, or Turnup itself, changed it between looking and acting. */
export function isConflict(error: unknown): boolean {
  return isApiError(error) && error.status === 409
}

/** Why an action did not happen; nothing while there is no trouble. */
export function ActionTrouble({ error }: { error: unknown }) {
  if (error === undefined || error === null) return null
  return (
    <ErrorNotice
      error={error}
      title={isConflict(error) ? 'This has changed meanwhile, so nothing was done' : undefined}
    />
  )
}
