import { advanceOrder, deliverMail, type EngineDoor, startEngineDoor } from '@turnup/fulfilment'
import { continuePlacement, handleIntake, type Services } from '@turnup/use-cases'
import type { Settings } from './settings/settings.ts'

/** Opens the door through which the engine drives orders, requests to fulfil, and mails. */
export function openEngineDoor(services: Services, engine: Settings['engine']): Promise<EngineDoor> {
  return startEngineDoor({
    handlers: {
      advance: async (orderId) => {
        const { wakeInMs, isUnplaced } = await advanceOrder(services, orderId)
        return isUnplaced ? continuePlacement(services, orderId) : { wakeInMs }
      },
      intake: (crmOrderId) => handleIntake(services, crmOrderId),
      deliverMail: (mailId) => deliverMail(services, mailId),
    },
    namespace: engine.namespace,
    host: engine.doorHost,
    port: engine.doorPort,
    identityKey: engine.identityKey,
    log: services.log,
  })
}
