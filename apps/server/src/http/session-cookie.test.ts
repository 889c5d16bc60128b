import { expect, test } from 'vitest'
import { sessionCookiesFor } from './session-cookie.ts'

test('over https the cookies are Secure and say so in their name; on this machine they work without', () => {
  const overHttps = sessionCookiesFor('https://portal.example.com')
  expect(Object.values(overHttps).map(({ name }) => name)).toEqual([
    '__Secure-turnup-portal',
    '__Secure-turnup-console',
  ])
  const overHttp = sessionCookiesFor('http://127.0.0.1:3000')
  expect(Object.values(overHttp).map(({ name }) => name)).toEqual(['turnup-portal', 'turnup-console'])
  for (const cookie of Object.values(overHttps)) expect(cookie.options.secure).toBe(true)
  for (const cookie of Object.values(overHttp)) expect(cookie.options.secure).toBe(false)
  for (const cookie of [...Object.values(overHttps), ...Object.values(overHttp)]) {
    expect(cookie.options).toMatchObject({ httpOnly: true, sameSite: 'strict' })
  }
})
