import type { Json, JsonObject } from '@turnup/domain'

/** They travel in the address of every call, and sub-account passwords in createSubAccount: no record shows them. */
const secretParams = new Set(['api_username', 'api_password', 'password'])

export type Params = Record<string, string | number | undefined>

export function redactRequest(params: Params): JsonObject {
  const shown: JsonObject = {}
  for (const [name, value] of Object.entries(params)) {
    if (value !== undefined && !secretParams.has(name)) shown[name] = String(value)
  }
  return shown
}

/** Answers hold passwords of sub-accounts, port-out pins and mail addresses; only these fields are kept, at any depth. */
const shownInAnswers = new Set([
  'status',
  'id',
  'account',
  'accounts',
  'username',
  'balance',
  'current_balance',
  'dids',
  'did',
  'ratecenter',
  'state',
  'province',
  'routing',
  'pop',
  'note',
  'billing_type',
  'server_pop',
  'server_hostname',
  'servers',
])
const longestList = 5

/** What an exchange may tell of an answer; lists are cut to their first five. */
export function redactAnswer(answer: unknown): Json {
  if (Array.isArray(answer)) return answer.slice(0, longestList).map(redactAnswer)
  if (typeof answer === 'object' && answer !== null) {
    return Object.fromEntries(
      Object.entries(answer)
        .filter(([name]) => shownInAnswers.has(name))
        .map(([name, value]) => [name, redactAnswer(value)]),
    )
  }
  if (typeof answer === 'string') return answer.slice(0, 200)
  return typeof answer === 'number' || typeof answer === 'boolean' ? answer : null
}

/** Somebody else's words without our credentials, whatever they quote. */
export function withoutSecrets(words: string, secrets: string[]): string {
  return secrets.reduce((text, secret) => text.replaceAll(secret, '•••'), words).slice(0, 200)
}
