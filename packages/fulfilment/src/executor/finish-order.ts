import { iccidSecret, isFinal } from '@turnup/domain'
import { eraseOrderSecrets, type OrderHead, releaseOrderProfiles, spendEsimProfiles } from '@turnup/store'
import type { ExecutorServices } from '../action.ts'

/**
 * Erases what the order needed and nobody may keep (R110). The activation code stays until the customer has installed
 * the eSIM or its time is up. Safe to repeat.
 */
export async function finishOrder(services: ExecutorServices, head: OrderHead): Promise<void> {
  if (!isFinal(head.state)) return
  await eraseOrderSecrets(services.db, head.id, iccidSecret(''))
  if (head.state === 'completed') await spendEsimProfiles(services.db, head.id, services.clock.now())
  else {
    await eraseOrderSecrets(services.db, head.id, 'activation-code:')
    await releaseOrderProfiles(services.db, head.id)
  }
}
