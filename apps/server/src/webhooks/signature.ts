import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** What is signed: the request exactly as it was sent. */
export interface SignedParts {
  method: string
  /** With the query, as it stands in the request line. */
  path: string
  /** Epoch milliseconds as text, X-Timestamp. */
  timestamp: string
  /** X-Nonce */
  nonce: string
  body: Uint8Array
}

/** v1 signs the hash of the body, v2 the body itself, as document 1 words it (R083). */
export type SignatureVersion = 'v1' | 'v2'

/** Five lines joined by LF: method in capitals, path, timestamp, nonce, and the body's hash (v1) or the body (v2). */
function canonicalForm(version: SignatureVersion, parts: SignedParts): Buffer {
  const lines = [parts.method.toUpperCase(), parts.path, parts.timestamp, parts.nonce]
  const last = version === 'v1' ? createHash('sha256').update(parts.body).digest('hex') : parts.body
  return Buffer.concat([Buffer.from(`${lines.join('\n')}\n`), Buffer.from(last)])
}

function hmac(version: SignatureVersion, parts: SignedParts, key: string): Buffer {
  return createHmac('sha256', Buffer.from(key, 'utf8')).update(canonicalForm(version, parts)).digest()
}

/** The value of X-Signature; Salesforce does the same in Apex with Crypto.generateMac('hmacSHA256', ...). */
export function sign(version: SignatureVersion, parts: SignedParts, key: string): string {
  return `${version}=${hmac(version, parts, key).toString('hex')}`
}

/** Splits X-Signature; bare hexadecimal counts as v1. Undefined when it is neither. */
export function parseSignature(text: string): { version: SignatureVersion; digest: Buffer } | undefined {
  const match = /^(?:(v1|v2)=)?([0-9a-f]{64})$/i.exec(text.trim())
  if (!match?.[2]) return undefined
  return {
    version: match[1]?.toLowerCase() === 'v2' ? 'v2' : 'v1',
    digest: Buffer.from(match[2], 'hex'),
  }
}

/** Whether one of the keys made this signature; takes the same time whichever it is, and when it is none. */
export function isSignedBy(
  keys: readonly string[],
  signature: { version: SignatureVersion; digest: Buffer },
  parts: SignedParts,
): boolean {
  let matches = false
  for (const key of keys) {
    if (timingSafeEqual(hmac(signature.version, parts, key), signature.digest)) matches = true
  }
  return matches
}

/** Whether a text is one of the secrets; the time taken tells nothing about them, not even their length. */
export function isOneOf(secrets: readonly string[], text: string): boolean {
  const digest = (value: string) => createHash('sha256').update(value).digest()
  const given = digest(text)
  let matches = false
  for (const secret of secrets) {
    if (timingSafeEqual(digest(secret), given)) matches = true
  }
  return matches
}
