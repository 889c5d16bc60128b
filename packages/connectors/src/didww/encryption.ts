import {
  constants,
  createCipheriv,
  createHash,
  createPublicKey,
  publicEncrypt,
  randomBytes,
} from 'node:crypto'
import { unclearAnswer } from './refusals.ts'

/** The two keys of the carrier; both must be able to open what we send. */
export interface CarrierKeys {
  pems: [string, string]
  /** SHA-1 of each key in DER, with ':::' between them: tells the carrier which keys were used. */
  fingerprint: string
}

function derOf(pem: string): Buffer {
  return createPublicKey(pem).export({ type: 'spki', format: 'der' })
}

/** @throws ProviderError `unavailable` when these are not two public keys */
export function carrierKeys(pems: string[]): CarrierKeys {
  const [first, second, ...more] = pems
  if (!first || !second || more.length > 0) {
    throw unclearAnswer('GET public_keys', 'read', 'another number of keys than two')
  }
  try {
    const fingerprint = [first, second]
      .map((pem) => createHash('sha1').update(derOf(pem)).digest('hex'))
      .join(':::')
    return { pems: [first, second], fingerprint }
  } catch {
    throw unclearAnswer('GET public_keys', 'read', 'something that is no public key')
  }
}

/**
 * Encrypts a paper as DIDWW documents it: AES-256-CBC with a fresh key and IV, which stand in front, encrypted by
 * RSA-OAEP (SHA-256) for each of the two keys.
 */
export function encryptFor({ pems }: CarrierKeys, content: Uint8Array): Buffer {
  const key = randomBytes(32)
  const iv = randomBytes(16)
  const cipher = createCipheriv('aes-256-cbc', key, iv)
  const sealed = Buffer.concat([cipher.update(content), cipher.final()])
  const envelope = Buffer.concat([key, iv])
  const openers = pems.map((pem) =>
    publicEncrypt({ key: pem, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' }, envelope),
  )
  return Buffer.concat([...openers, sealed])
}
