import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomBytes,
} from 'node:crypto'

const version = 1
const nonceBytes = 12
const tagBytes = 16

/** Encrypts what must not be readable in the database, and makes keyed digests for looking it up. */
export interface Vault {
  /** AES-256-GCM; `purpose` is bound to the text, so that a value cannot be moved to another place. */
  seal(plaintext: string, purpose: string): Buffer
  /** @throws when the value was altered, sealed for another purpose, or with another key */
  open(ciphertext: Uint8Array, purpose: string): string
  /** Keyed, so that a stolen table cannot be searched by trying numbers. */
  digest(plaintext: string, purpose: string): Buffer
}

/** @param masterKey 32 bytes or more of secret key material */
export function createVault(masterKey: Uint8Array): Vault {
  if (masterKey.byteLength < 32) throw new RangeError('The vault needs a key of at least 32 bytes.')
  const derive = (label: string) =>
    createSecretKey(Buffer.from(hkdfSync('sha256', masterKey, '', `turnup ${label}`, 32)))
  const encryptionKey = derive('encryption')
  const digestKey = derive('digest')
  return {
    seal(plaintext, purpose) {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', encryptionKey, nonce).setAAD(Buffer.from(purpose))
      const sealed = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()])
      return Buffer.concat([Buffer.of(version), nonce, cipher.getAuthTag(), sealed])
    },
    open(ciphertext, purpose) {
      const bytes = Buffer.from(ciphertext)
      if (bytes[0] !== version) throw new Error('Sealed with a version that this program does not know.')
      const nonce = bytes.subarray(1, 1 + nonceBytes)
      const tag = bytes.subarray(1 + nonceBytes, 1 + nonceBytes + tagBytes)
      // Said aloud, or Node would take a shorter tag, which is easier to guess.
      const decipher = createDecipheriv('aes-256-gcm', encryptionKey, nonce, { authTagLength: tagBytes })
        .setAAD(Buffer.from(purpose))
        .setAuthTag(tag)
      const sealed = bytes.subarray(1 + nonceBytes + tagBytes)
      return Buffer.concat([decipher.update(sealed), decipher.final()]).toString('utf8')
    },
    digest(plaintext, purpose) {
      return createHmac('sha256', digestKey).update(`${purpose}\0${plaintext}`).digest()
    },
  }
}
