import { createHash, randomBytes } from 'node:crypto'
import { type DatabaseTransaction, insertPbxClaim, newId, queueMail } from '@turnup/store'
import type { ExecutorServices } from '../action.ts'
import { mailIdFor } from './mail-id.ts'

/** How long the admin of a tenant may take to set a password. */
const claimDays = 14
const dayMs = 24 * 60 * 60_000

export interface ClaimMail {
  order: { id: string; customerId: string }
  /** Which mail of the order it is, from 1. */
  sequence: number
  tenantId: string
  loginUrl: string
  domain: string
  number: string
  username: string
  company: string
  to: { name: string; email: string }
  locale: string
  correlationId: string
}

/** The id of the mail is the same whoever asks for it twice. */
export function claimMailId(orderId: string, sequence: number, { policy }: Pick<ExecutorServices, 'policy'>) {
  return mailIdFor('pbx-welcome', sequence === 1 ? orderId : `${orderId}.${sequence}`, policy)
}

/**
 * Makes a one-time link and queues the mail that carries it, in one transaction. The link stands sealed in the mail until
 * it is sent, and its hash in the claim. @returns the mail's id
 */
export async function queueClaimMail(
  transaction: DatabaseTransaction,
  services: Pick<ExecutorServices, 'policy' | 'clock' | 'vault'>,
  mail: ClaimMail,
): Promise<string> {
  const { policy, clock, vault } = services
  const at = clock.now()
  const token = randomBytes(32).toString('base64url')
  const id = claimMailId(mail.order.id, mail.sequence, services)
  const isNew = await insertPbxClaim(transaction, {
    id: newId(),
    orderId: mail.order.id,
    hash: createHash('sha256').update(token).digest(),
    sequence: mail.sequence,
    tenantId: mail.tenantId,
    username: mail.username,
    sentAt: at,
    expiresAt: new Date(at.getTime() + claimDays * dayMs),
  })
  // Two at once make one link and one mail.
  if (!isNew) return id
  // Behind the #, the token reaches no server log on its way.
  const claimUrl = `${policy.brand.portalUrl.replace(/\/$/, '')}/pbx/claim#token=${token}`
  await queueMail(transaction, {
    id,
    template: 'pbx-welcome',
    locale: mail.locale,
    to: mail.to.email,
    data: {
      customerName: mail.to.name,
      company: mail.company,
      domain: mail.domain,
      number: mail.number,
      username: mail.username,
      loginUrl: mail.loginUrl,
      validDays: claimDays,
      correlationId: mail.correlationId,
    },
    sealedData: vault.seal(JSON.stringify({ claimUrl }), `mail:${id}`),
    orderId: mail.order.id,
    customerId: mail.order.customerId,
    correlationId: mail.correlationId,
    at,
  })
  return id
}
