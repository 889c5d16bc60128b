import type { ProvisionRequest, StreamCursor } from '@turnup/domain'
import { expect, test } from 'vitest'
import { takeSideBySide } from './take-side-by-side.ts'

const request = (crmOrderId: string): ProvisionRequest => ({ crmOrderId, deliveryId: `event ${crmOrderId}` })
const place = (number: number) => Uint8Array.of(number)

function memoryCursor() {
  const saved: number[] = []
  const cursor: StreamCursor = {
    load: async () => undefined,
    save: async (position) => void saved.push(position[0] ?? 0),
  }
  return { cursor, saved }
}

/** Requests that end when the test says so. */
function heldBack() {
  const ends = new Map<string, PromiseWithResolvers<void>>()
  const take = ({ crmOrderId }: ProvisionRequest) => {
    const end = Promise.withResolvers<void>()
    ends.set(crmOrderId, end)
    return end.promise
  }
  return { take, begun: () => [...ends.keys()], end: (id: string) => ends.get(id)! }
}

test('a place is saved once everything before it is taken in, and not before', async () => {
  const { cursor, saved } = memoryCursor()
  const held = heldBack()
  const side = takeSideBySide(cursor, held.take, 8)
  await side.onRequest(request('A'))
  await side.onRequest(request('B'))
  const saving = side.cursor.save(place(2))
  held.end('B').resolve()
  await expect(Promise.race([saving, Promise.resolve('still waiting')])).resolves.toBe('still waiting')
  expect(saved).toEqual([])
  held.end('A').resolve()
  await saving
  expect(saved).toEqual([2])
})

test('no more than so many are taken in at once; the next one waits for a free place', async () => {
  const { cursor } = memoryCursor()
  const held = heldBack()
  const side = takeSideBySide(cursor, held.take, 2)
  await side.onRequest(request('A'))
  await side.onRequest(request('B'))
  const third = side.onRequest(request('C'))
  await Promise.resolve()
  expect(held.begun()).toEqual(['A', 'B'])
  held.end('B').resolve()
  await third
  expect(held.begun()).toEqual(['A', 'B', 'C'])
  held.end('A').resolve()
  held.end('C').resolve()
  await side.atRest()
})

test('after a failure no place is saved, whatever succeeded beside it; read again, it is taken in and saved', async () => {
  const { cursor, saved } = memoryCursor()
  let isDown = true
  const take = async ({ crmOrderId }: ProvisionRequest) => {
    if (crmOrderId === 'A' && isDown) throw new Error('The inbox is not there')
  }
  const side = takeSideBySide(cursor, take, 8)
  await side.onRequest(request('A'))
  await side.onRequest(request('B')).catch(() => undefined)
  await expect(side.cursor.save(place(2))).rejects.toThrow('The inbox is not there')
  expect(saved).toEqual([])
  isDown = false
  await side.cursor.load()
  await side.onRequest(request('A'))
  await side.onRequest(request('B'))
  await side.cursor.save(place(2))
  expect(saved).toEqual([2])
})
