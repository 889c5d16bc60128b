import {
  constants,
  createDecipheriv,
  createHash,
  createPublicKey,
  generateKeyPair,
  privateDecrypt,
} from 'node:crypto'
import { promisify } from 'node:util'
import type { Entity, KeyPair } from './state.ts'
import { invalid, type World } from './world.ts'

const generate = promisify(generateKeyPair)

async function newPair(modulusLength: number): Promise<KeyPair> {
  return generate('rsa', {
    modulusLength,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
}

const made = new Map<number, Promise<KeyPair[]>>()

/** The carrier's two key pairs. Made once in a process, since that takes seconds, and kept with the state. */
export async function keyPairs(world: World, modulusLength: number): Promise<KeyPair[]> {
  if (world.state.keys.length === 0) {
    const making = made.get(modulusLength) ?? Promise.all([newPair(modulusLength), newPair(modulusLength)])
    made.set(modulusLength, making)
    const pairs = await making
    if (world.state.keys.length === 0) world.state.keys = structuredClone(pairs)
  }
  return world.state.keys
}

function fingerprintOf(pairs: KeyPair[]): string {
  return pairs
    .map(({ publicKey }) => createPublicKey(publicKey).export({ type: 'spki', format: 'der' }))
    .map((der) => createHash('sha1').update(der).digest('hex'))
    .join(':::')
}

/** Opens what was sent with the second key, to show that each of the two can. */
export function decrypt(pairs: KeyPair[], sealed: Uint8Array): Buffer {
  const [, opener] = pairs
  if (!opener) throw invalid('There are no keys')
  const size = (createPublicKey(opener.publicKey).asymmetricKeyDetails?.modulusLength ?? 0) / 8
  const envelope = privateDecrypt(
    { key: opener.privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' },
    sealed.subarray(size, 2 * size),
  )
  const decipher = createDecipheriv('aes-256-cbc', envelope.subarray(0, 32), envelope.subarray(32))
  return Buffer.concat([decipher.update(sealed.subarray(2 * size)), decipher.final()])
}

const keptMs = 24 * 60 * 60_000

/** Takes an upload; what cannot be opened is refused, as is what was sealed with other keys. */
export async function takeUpload(world: World, body: Buffer, contentType: string): Promise<Entity> {
  const form = await new Response(new Uint8Array(body), {
    headers: { 'content-type': contentType },
  }).formData()
  const file = form.get('encrypted_files[file]')
  if (!(file instanceof Blob)) throw invalid("File can't be blank")
  const pairs = world.state.keys
  if (form.get('encrypted_files[encryption_fingerprint]') !== fingerprintOf(pairs)) {
    throw invalid('Encryption fingerprint is invalid')
  }
  const sealed = new Uint8Array(await file.arrayBuffer())
  try {
    decrypt(pairs, sealed)
  } catch {
    throw invalid('File cannot be decrypted')
  }
  return world.add({
    type: 'encrypted_files',
    attributes: {
      description: String(form.get('encrypted_files[description]') ?? ''),
      expires_at: new Date(world.now().getTime() + keptMs).toISOString(),
    },
    relations: {},
    hidden: { sealed },
  })
}
