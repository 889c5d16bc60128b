import { ProviderError, type ProviderErrorKind } from '@turnup/domain'
import { connectorId } from './refused.ts'

interface Meaning {
  kind: ProviderErrorKind
  code: string
  message: string
}

const lost: Meaning = {
  kind: 'unavailable',
  code: 'DATABASE_UNREACHABLE',
  message: 'The database of FusionPBX cannot be reached.',
}
const noRights: Meaning = {
  kind: 'auth',
  code: 'DATABASE_RIGHTS_MISSING',
  message:
    'The database user of FusionPBX lacks a right. role.sql of the connector grants all that are needed.',
}
const badLogin: Meaning = {
  kind: 'auth',
  code: 'DATABASE_LOGIN_REFUSED',
  message: 'The database of FusionPBX does not take our user name and password, or knows no such database.',
}
const otherSchema: Meaning = {
  kind: 'rejected',
  code: 'SCHEMA_UNKNOWN',
  message:
    'The tables of this FusionPBX are not as the connector knows them. Finish its upgrade, or report its version.',
}
const busy: Meaning = {
  kind: 'unavailable',
  code: 'DATABASE_BUSY',
  message: 'The database of FusionPBX is too busy at the moment; nothing was written.',
}

/** SQLSTATE, or its first two characters, to what it means while nothing is committed yet. */
const meanings: Record<string, Meaning> = {
  '28': badLogin,
  '3D': badLogin,
  '42501': noRights,
  '42P01': otherSchema,
  '42703': otherSchema,
  '42804': otherSchema,
  '22P02': otherSchema,
  '08': lost,
  '57': lost,
  '57014': busy,
  '40': busy,
  '53': busy,
  '55': busy,
}

/** Facts about a failure in the database; its words may quote values and are left out. */
interface DatabaseFailure {
  code?: unknown
  table?: unknown
}

function sqlStateOf({ code }: DatabaseFailure): string | undefined {
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : undefined
}

/** Whether the connection can still be used: the server answered, and did not end it. */
export function isAnswered(error: unknown): boolean {
  const state = sqlStateOf(Object(error))
  return state !== undefined && !/^(08|57P)/.test(state)
}

/** What went wrong in the database, in our words. `isCommitting`: whether the transaction counts is not known. */
export function sortDatabaseError(operation: string, error: unknown, isCommitting = false): ProviderError {
  const failure: DatabaseFailure = Object(error)
  const state = sqlStateOf(failure)
  const detail = { sqlState: state ?? (typeof failure.code === 'string' ? failure.code : 'none') }
  const about = { connector: connectorId, operation, detail }
  if (isCommitting && !isAnswered(error)) {
    const message = `The database took the transaction ${operation} but no answer came back; whether it counts is not known yet.`
    return new ProviderError('outcome-unknown', { ...about, code: 'REPLY_LOST', message })
  }
  if (state === '23505' && failure.table === 'v_domains')
    return new ProviderError('rejected', { ...about, code: 'DOMAIN_TAKEN', message: 'This domain is taken.' })
  const known = state === undefined ? lost : (meanings[state] ?? meanings[state.slice(0, 2)])
  const { kind, code, message } = known ?? {
    kind: 'rejected',
    code: 'DATABASE_REFUSED',
    message: `The database of FusionPBX refuses this (${state}).`,
  }
  return new ProviderError(kind, { ...about, code, message })
}
