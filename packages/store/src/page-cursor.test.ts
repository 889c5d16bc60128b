import { expect, test } from 'vitest'
import { decodeCursor, encodeCursor } from './page-cursor.ts'

const id = '0190b6a0-3c7e-7a3e-8f3a-0c9a9f0b6f11'
const read = (...position: string[]) =>
  decodeCursor(encodeCursor('created', position), 'created', position.length)

test.each([
  '2030-01-01 10:00:00+00',
  '2028-02-29 23:59:59.123456-03:30',
  '0190b6a0-3c7e-7a3e-8f3a-0c9a9f0b6f11',
  '2030-01-01T10:00:00.000Z',
  '9999',
  '42',
])('a position comes back as it was: %s', (value) => {
  expect(read(value, id)).toEqual([value, id])
})

test.each([
  '2030-02-31 10:00:00+00',
  '2030-02-29 10:00:00+00',
  '2030-13-01 10:00:00+00',
  '2030-00-10 10:00:00+00',
  '0000-01-01 10:00:00+00',
  '2030-01-01 25:00:00+00',
  '2030-01-01 10:61:00+00',
  '2030-01-01 10:00:00+99',
  '2030-01-01 10:00:00+00:99',
  '2030-01-01 ::..',
  '2030-01-01 10:00:00.+-',
  '99999-01-01 10:00:00+00',
  '------------------------------------',
  '0190b6a03-c7e-7a3e-8f3a-0c9a9f0b6f11',
  'with a \0 in it',
])('what PostgreSQL could not read is no position: %j', (value) => {
  expect(read(value, id)).toBeUndefined()
})

test('a cursor of another list, of another length, or no cursor at all is none', () => {
  const cursor = encodeCursor('created', ['9999', id])
  expect(decodeCursor(cursor, '-created', 2)).toBeUndefined()
  expect(decodeCursor(cursor, 'created', 1)).toBeUndefined()
  for (const text of ['', 'nonsense', Buffer.from('{}').toString('base64url')]) {
    expect(decodeCursor(text, 'created', 2)).toBeUndefined()
  }
})
