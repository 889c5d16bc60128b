import { isFinal } from '@turnup/domain'
import { eraseFinishedOrderSecrets, eraseFinishedRegistrations, type OrderHead } from '@turnup/store'
import type { ExecutorServices } from '../action.ts'

/**
 * Erases what the order needed and nobody may keep (R110). The activation code stays until the customer has installed
 * the eSIM or its time is up. Safe to repeat; the sweep does the same for what a process that died left behind.
 */
export async function finishOrder({ db, clock }: ExecutorServices, head: OrderHead): Promise<void> {
  if (!isFinal(head.state)) return
  await eraseFinishedOrderSecrets(db, clock.now(), head.id)
  if (head.pbx) await eraseFinishedRegistrations(db, head.id)
}
