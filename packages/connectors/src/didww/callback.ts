import { createHmac, timingSafeEqual } from 'node:crypto'
import type { CallbackHint, ProviderCallback } from '@turnup/domain'

export const signatureHeader = 'x-didww-signature'

const defaultPorts: Record<string, string> = { 'https:': '443', 'http:': '80' }

/** The address as DIDWW signs it: with its port, also where it is the usual one. */
function normalised(url: string): string {
  const { protocol, username, password, hostname, port, pathname, search, hash } = new URL(url)
  const signIn = username ? `${username}${password ? `:${password}` : ''}@` : ''
  const at = port || defaultPorts[protocol]
  return `${protocol}//${signIn}${hostname}${at ? `:${at}` : ''}${pathname}${search}${hash}`
}

/** Hex HMAC-SHA1 over the address and the fields in the order of their names, under the API key. */
export function signatureOf(apiKey: string, url: string, fields: Record<string, string>): string {
  const text = Object.keys(fields)
    .sort()
    .reduce((data, name) => `${data}${name}${fields[name]}`, normalised(url))
  return createHmac('sha1', apiKey).update(text).digest('hex')
}

function isGenuine(apiKey: string, { url, headers, fields }: ProviderCallback): boolean {
  const told = headers[signatureHeader] ?? ''
  if (!/^[0-9a-f]{40}$/i.test(told) || !URL.canParse(url)) return false
  const expected = Buffer.from(signatureOf(apiKey, url, fields), 'hex')
  return timingSafeEqual(Buffer.from(told, 'hex'), expected)
}

/**
 * What a callback is about. There is no time and no number in it, so it can be played back: its state is not even
 * looked at, and whoever gets the hint reads the resource anew.
 */
export function readCallback(apiKey: string, callback: ProviderCallback): CallbackHint | undefined {
  if (!isGenuine(apiKey, callback)) return undefined
  const { id, type } = callback.fields
  if (!id) return undefined
  if (type === 'orders') return { about: 'order', orderId: id }
  if (type === 'address_verifications') return { about: 'verification', verificationId: id }
  return undefined
}
