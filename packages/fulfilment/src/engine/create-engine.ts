import * as clients from '@restatedev/restate-sdk-clients'
import type { Engine } from '@turnup/domain'
import { engineServiceNames, type WakeHandlers } from './engine-services.ts'

/**
 * The way to wake the engine, over its ingress. A call that gets no answer is harmless: the sweep wakes whatever
 * PostgreSQL says is due.
 */
export function createEngine(options: { ingressUrl: string; namespace: string }): Engine {
  const ingress = clients.connect({ url: options.ingressUrl })
  const names = engineServiceNames(options.namespace)
  const wake = async (name: string, key: string, delayMs: number | undefined): Promise<void> => {
    const sendOpts = clients.rpc.sendOpts(delayMs === undefined ? {} : { delay: Math.ceil(delayMs) })
    await ingress.objectSendClient<WakeHandlers>({ name }, key).wake(sendOpts)
  }
  return {
    advance: (orderId, delayMs) => wake(names.advance, orderId, delayMs),
    intake: (crmOrderId, delayMs) => wake(names.intake, crmOrderId, delayMs),
    deliverMail: (mailId, delayMs) => wake(names.deliverMail, mailId, delayMs),
  }
}
