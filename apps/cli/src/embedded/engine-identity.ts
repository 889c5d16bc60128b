import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'

/** Bytes in base 58, as Restate writes public keys; each leading zero byte is a '1'. */
export function base58(bytes: Uint8Array): string {
  let rest = BigInt(`0x${Buffer.from(bytes).toString('hex') || '0'}`)
  let text = ''
  for (; rest > 0n; rest /= 58n) text = alphabet[Number(rest % 58n)] + text
  const zeros = bytes.findIndex((byte) => byte !== 0)
  return '1'.repeat(zeros === -1 ? bytes.length : zeros) + text
}

/** The public half of an ed25519 key in the form that Restate's SDK takes: publickeyv1_... */
export function identityPublicKey(privateKeyPem: string): string {
  const { x } = createPublicKey(createPrivateKey(privateKeyPem)).export({ format: 'jwk' })
  return `publickeyv1_${base58(Buffer.from(x!, 'base64url'))}`
}

/** The key with which the engine signs its calls to us; made once, readable by us alone. */
export function engineIdentity(folder: string): { privateKeyFile: string; publicKey: string } {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const privateKeyFile = path.join(folder, 'identity.pem')
  if (!existsSync(privateKeyFile)) {
    const { privateKey } = generateKeyPairSync('ed25519')
    writeFileSync(privateKeyFile, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600 })
  }
  return { privateKeyFile, publicKey: identityPublicKey(readFileSync(privateKeyFile, 'utf8')) }
}
