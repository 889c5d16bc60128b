import {
  isRegulated,
  type NumberProvider,
  ProviderError,
  type ProviderErrorKind,
  type RegulatedNumberProvider,
} from '@turnup/domain'
import type { ExecutorServices } from '../../action.ts'

/** The carrier of this name. @throws ProviderError rejected NOT_CONFIGURED when it is not set up (any more) */
export function carrierOf({ ports }: Pick<ExecutorServices, 'ports'>, providerId: string): NumberProvider {
  const carrier = Object.hasOwn(ports.numbers, providerId) ? ports.numbers[providerId] : undefined
  if (carrier) return carrier
  const message = `The carrier ${providerId} is not set up here. Enter its settings in the console, then retry.`
  throw carrierError('rejected', providerId, 'find carrier', 'NOT_CONFIGURED', message)
}

/** @throws ProviderError rejected REGISTRATION_NOT_OFFERED when the carrier takes no registrations */
export function regulatedCarrierOf(
  services: Pick<ExecutorServices, 'ports'>,
  providerId: string,
): RegulatedNumberProvider {
  const carrier = carrierOf(services, providerId)
  if (isRegulated(carrier)) return carrier
  const message = `The carrier ${providerId} takes no registrations. Cancel the order, and map its product to one that does.`
  throw carrierError('rejected', providerId, 'find carrier', 'REGISTRATION_NOT_OFFERED', message)
}

/** What we say ourselves about a carrier, in the form of what a connector says. */
export function carrierError(
  kind: ProviderErrorKind,
  connector: string,
  operation: string,
  code: string,
  message: string,
): ProviderError {
  return new ProviderError(kind, { code, connector, operation, message })
}

/** Nothing can be said against waiting on while a carrier does not answer. */
export function isPassing(error: unknown): error is ProviderError {
  return error instanceof ProviderError && (error.kind === 'unavailable' || error.kind === 'throttled')
}
