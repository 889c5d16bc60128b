import { type Json, type JsonObject, maskIdentifier } from '@turnup/domain'

/** What is left of each field of a request or reply; matching ids and codes let anyone take the profile. */
const masks: Record<string, (value: string) => string> = {
  iccid: (iccid) => maskIdentifier(iccid.replace(/F+$/i, '')),
  eid: (eid) => maskIdentifier(eid),
  matchingId: () => '••••',
  confirmationCode: () => '••••',
  activationCode: () => '••••',
  resultData: () => '••••',
  // Made of our own ref, by which stories and staff find the call.
  functionCallIdentifier: (identifier) => identifier,
}

/** Hides what may be an ICCID, an EID or one of `secrets` in words of the SM-DP+. */
export function maskWords(words: string, secrets: string[] = []): string {
  const withoutSecrets = secrets.reduce((text, secret) => text.replaceAll(secret, '••••'), words)
  return withoutSecrets
    .replace(/LPA:1\$\S+/gi, '••••')
    .replace(/\d{10,}F*/gi, (digits) => maskIdentifier(digits.replace(/F+$/i, '')))
    .slice(0, 300)
}

function maskValue(value: unknown): Json {
  if (Array.isArray(value)) return value.map(maskValue)
  if (typeof value === 'string') return maskWords(value)
  if (typeof value === 'number' || typeof value === 'boolean') return value
  return typeof value === 'object' && value !== null ? maskEs2Plus(value) : null
}

/** A request or reply as it may be recorded (R110): ICCID and EID keep four digits, matching ids nothing. */
export function maskEs2Plus(fields: object): JsonObject {
  const masked: JsonObject = {}
  for (const [key, value] of Object.entries(fields)) {
    if (value === undefined) continue
    const mask = masks[key]
    masked[key] = mask && typeof value === 'string' ? mask(value) : maskValue(value)
  }
  return masked
}
