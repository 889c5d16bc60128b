import { expect, test } from 'vitest'
import { isDirectlyLocal } from './loopback.ts'

const from = (remoteAddress: string, headers: Record<string, string> = {}) =>
  isDirectlyLocal({ socket: { remoteAddress } as never, headers })

test('a caller on this machine counts as local, a stranger does not', () => {
  expect(['127.0.0.1', '::1', '::ffff:127.0.0.1'].map((address) => from(address))).toEqual([true, true, true])
  expect(['203.0.113.7', '10.0.0.1', ''].map((address) => from(address))).toEqual([false, false, false])
})

test.each(['x-forwarded-for', 'x-forwarded-proto', 'x-real-ip', 'forwarded', 'via'])(
  'whoever comes by a proxy on this machine is a stranger: it adds %s',
  (header) => {
    expect(from('127.0.0.1', { [header]: '203.0.113.7' })).toBe(false)
  },
)
