import { expect, test, vi } from 'vitest'
import { createSwitchablePort } from './switchable-port.ts'

interface Desk {
  ask(): Promise<string>
  count?(): number
}

/** Answers when told to. */
function desk(name: string) {
  let answer: (text: string) => void = () => undefined
  const asked = vi.fn(() => new Promise<string>((resolve) => (answer = resolve)))
  return { ask: asked, answer: () => answer(name) }
}

test('calls in flight end where they began; the old one is closed after the last of them, once', async () => {
  const [first, second] = [desk('first'), desk('second')]
  const close = vi.fn()
  const { port, switchTo } = createSwitchablePort<Desk>(first, close)
  const early = port.ask()
  const askLater = port.ask
  switchTo(second)
  const late = askLater()
  expect(close).not.toHaveBeenCalled()
  second.answer()
  expect(await late).toBe('second')
  expect(close).not.toHaveBeenCalled()
  first.answer()
  expect(await early).toBe('first')
  expect(close).toHaveBeenCalledTimes(1)
})

test('one that nobody is calling is closed at once', () => {
  const close = vi.fn()
  createSwitchablePort<Desk>(desk('first'), close).switchTo(desk('second'))
  expect(close).toHaveBeenCalledTimes(1)
})

test('failures pass through and end the call too', async () => {
  const close = vi.fn()
  const failing: Desk = {
    ask: () => Promise.reject(new Error('no')),
    count() {
      throw new Error('never')
    },
  }
  const { port, switchTo } = createSwitchablePort<Desk>(failing, close)
  await expect(port.ask()).rejects.toThrow('no')
  expect(() => port.count?.()).toThrow('never')
  switchTo(desk('second'))
  expect(close).toHaveBeenCalledTimes(1)
})

test('an ability that only one of them has is there only with that one', () => {
  const { port, switchTo } = createSwitchablePort<Desk>(desk('first'))
  expect(port.count).toBeUndefined()
  expect('count' in port).toBe(false)
  switchTo({ ...desk('second'), count: () => 2 })
  expect(port.count?.()).toBe(2)
  expect('count' in port).toBe(true)
})
