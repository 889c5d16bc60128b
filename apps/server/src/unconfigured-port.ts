import { type Checkable, ProviderError } from '@turnup/domain'

/**
 * Plays a role that this installation has no system for. Every call is a business no that names the setting, so an
 * order that needs it stops with a reason and nothing else is touched.
 */
export function unconfiguredPort<Port extends Checkable>(connector: string, variable: string): Port {
  const message = `No outside system is configured for this. Set ${variable}.`
  const check: Checkable['check'] = async () => [
    {
      id: `${connector}.configured`,
      level: 'warning',
      what: `${connector} is not configured.`,
      mend: `Set ${variable}.`,
    },
  ]
  return new Proxy({} as Port, {
    get(_target, property) {
      if (property === 'check') return check
      // A port is no promise, whoever awaits it by mistake.
      if (typeof property !== 'string' || property === 'then') return undefined
      return () => {
        throw new ProviderError('rejected', {
          code: 'NOT_CONFIGURED',
          message,
          connector,
          operation: property,
        })
      }
    },
  })
}
