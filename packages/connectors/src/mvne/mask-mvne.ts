import { type Json, type JsonObject, maskIdentifier } from '@turnup/domain'

const maskedKeys = ['iccid', 'msisdn']

/** Long numbers in words of the other side: ICCIDs or phone numbers. */
export function maskWords(words: string): string {
  return words.replace(/\+?\d{8,}/g, (digits) => maskIdentifier(digits)).slice(0, 300)
}

/** A body as it may be recorded: ICCIDs and phone numbers keep their last four digits (R110). */
export function maskMvne(body: Record<string, Json | undefined>): JsonObject {
  const masked: JsonObject = {}
  for (const [key, value] of Object.entries(body)) {
    if (value === undefined) continue
    masked[key] = typeof value === 'string' && maskedKeys.includes(key) ? maskIdentifier(value) : value
  }
  return masked
}
