import { advanceOrder, deliverMail, type EngineDoor, startEngineDoor } from '@turnup/fulfilment'
import { continuePlacement, handleIntake, type Services } from '@turnup/use-cases'
import type { Settings } from './settings/settings.ts'

/** Opens the door through which the engine drives orders, requests to fulfil, and mails. */
export function openEngineDoor(services: Services, engine: Settings['engine']): Promise<EngineDoor> {
  return startEngineDoor({
    handlers: {
      advance: againWhen(services.engine.advance, async (orderId) => {
        const { wakeInMs, isUnplaced } = await advanceOrder(services, orderId)
        return isUnplaced ? continuePlacement(services, orderId) : { wakeInMs }
      }),
      intake: againWhen(services.engine.intake, (crmOrderId) => handleIntake(services, crmOrderId)),
      deliverMail: againWhen(services.engine.deliverMail, (mailId) => deliverMail(services, mailId)),
    },
    namespace: engine.namespace,
    host: engine.doorHost,
    port: engine.doorPort,
    identityKey: engine.identityKey,
    log: services.log,
  })
}

/** Asks for the next look before this one counts as done: when that fails, the engine looks again at once. */
function againWhen(
  wake: (key: string, delayMs: number) => Promise<void>,
  look: (key: string) => Promise<{ wakeInMs?: number }>,
): (key: string) => Promise<void> {
  return async (key) => {
    const { wakeInMs } = await look(key)
    if (wakeInMs !== undefined) await wake(key, wakeInMs)
  }
}
