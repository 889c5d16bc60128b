/** A port that stays the same for whoever holds it, while what is behind it changes. */
export interface SwitchablePort<Port extends object> {
  port: Port
  /**
   * From now on calls go to `next`; those in flight end where they began, and `close` of what was behind it before runs
   * after the last of them.
   */
  switchTo(next: Port, close?: () => void): void
}

interface Behind<Port> {
  port: Port
  close: () => void
  inFlight: number
  isRetired: boolean
}

export function createSwitchablePort<Port extends object>(
  first: Port,
  close: () => void = () => undefined,
): SwitchablePort<Port> {
  let present: Behind<Port> = { port: first, close, inFlight: 0, isRetired: false }
  const port = new Proxy({} as Port, {
    get(target, name) {
      // Whatever was set on the port itself comes first, as with any object: a spy, for example.
      if (Object.hasOwn(target, name)) return Reflect.get(target, name)
      const value = Reflect.get(present.port, name)
      if (typeof value !== 'function') return value
      // Asked for now, perhaps called later: what counts is what is there then.
      return (...given: unknown[]) => callOn(present, name, given)
    },
    has: (target, name) => Object.hasOwn(target, name) || Reflect.has(present.port, name),
  })
  return {
    port,
    switchTo(next, closeNext = () => undefined) {
      const before = present
      present = { port: next, close: closeNext, inFlight: 0, isRetired: false }
      before.isRetired = true
      if (before.inFlight === 0) before.close()
    },
  }
}

function callOn(behind: Behind<object>, name: string | symbol, given: unknown[]): unknown {
  behind.inFlight += 1
  const end = () => {
    behind.inFlight -= 1
    if (behind.isRetired && behind.inFlight === 0) behind.close()
  }
  try {
    const method = Reflect.get(behind.port, name) as (...given: unknown[]) => unknown
    const answer = method.apply(behind.port, given)
    if (!(answer instanceof Promise)) {
      end()
      return answer
    }
    return answer.finally(end)
  } catch (error) {
    end()
    throw error
  }
}
