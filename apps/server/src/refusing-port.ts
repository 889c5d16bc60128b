import { type Checkable, type CheckResult, ProviderError, type ProviderErrorKind } from '@turnup/domain'

export interface RefusingPortOptions {
  connector: string
  kind: ProviderErrorKind
  code: string
  /** What every call is told. */
  message: string
  findings: CheckResult[]
}

/** Plays a role by saying no to every call; its check says why. */
export function refusingPort<Port extends Checkable>({
  connector,
  kind,
  code,
  message,
  findings,
}: RefusingPortOptions): Port {
  const check: Checkable['check'] = async () => findings
  return new Proxy({} as Port, {
    get(_target, operation) {
      if (operation === 'check') return check
      // A port is no promise, whoever awaits it by mistake.
      if (typeof operation !== 'string' || operation === 'then') return undefined
      return () => {
        throw new ProviderError(kind, { code, message, connector, operation })
      }
    },
  })
}
