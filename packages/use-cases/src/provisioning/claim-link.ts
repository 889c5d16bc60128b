import {
  type ClaimBody,
  type LinkRequest,
  passwordProblem,
  type UseClaimRequest,
  type UsedClaimBody,
} from '@turnup/contracts'
import { accept, type Outcome, ProviderError, pbxKeys, refuse } from '@turnup/domain'
import {
  findOpenPbxClaim,
  loadOrderWork,
  markPbxClaimUsed,
  type PbxClaim,
  recordAudit,
  recordTimeline,
} from '@turnup/store'
import { hashToken } from '../authentication/tokens.ts'
import type { Context } from '../context.ts'
import { orOutsideRefusal } from '../customers/outside-refusal.ts'
import { linkInvalid, throttledLink } from './link-throttle.ts'
import { resultOf } from './pbx-order.ts'

interface Source {
  address: string
}

/** Whose password a claim link sets. */
export async function readClaim(
  ctx: Context,
  { token }: LinkRequest,
  { address }: Source,
): Promise<Outcome<ClaimBody>> {
  return throttledLink(ctx, { door: 'pbx-claim', token, address }, async () => {
    const found = await findClaim(ctx, token)
    if (!found) return linkInvalid()
    const { claim, tenant } = found
    return accept({ ...tenant, username: claim.username, expiresAt: claim.expiresAt.toISOString() })
  })
}

/**
 * Sets the password of a tenant's admin, once (X27). It goes to the platform under the claim's reference and is kept
 * nowhere; when an answer is lost, the same password can be sent again.
 */
export async function useClaim(
  ctx: Context,
  request: UseClaimRequest,
  { address }: Source,
): Promise<Outcome<UsedClaimBody>> {
  const { token, password, confirmPassword } = request
  if (password !== confirmPassword) {
    return refuse('invalid', 'PASSWORD_CONFIRMATION_DIFFERS', 'The two passwords differ.', {
      field: 'confirmPassword',
    })
  }
  const problem = passwordProblem(password) ?? mixProblem(password)
  if (problem) return refuse('invalid', 'PASSWORD_NOT_ALLOWED', problem, { field: 'password' })
  return throttledLink(ctx, { door: 'pbx-claim', token, address }, async () => {
    const found = await findClaim(ctx, token)
    if (!found) return linkInvalid()
    return orOutsideRefusal(ctx, () => setPassword(ctx, found.claim, password, found.tenant.loginUrl))
  })
}

/** The platform's own rules (R177). */
function mixProblem(password: string): string | undefined {
  const isMixed = /\p{Ll}/u.test(password) && /\p{Lu}/u.test(password) && /\d/.test(password)
  return isMixed ? undefined : 'Use capital and small letters and at least one digit.'
}

async function findClaim(ctx: Context, token: string) {
  const claim = await findOpenPbxClaim(ctx.db, hashToken(token), ctx.clock.now())
  const work = claim && (await loadOrderWork(ctx.db, claim.orderId))
  const pbx = work?.head.pbx
  if (!claim || !pbx || work.head.state === 'cancelled') return undefined
  const loginUrl = resultOf(work, pbxKeys.createTenant, 'loginUrl') ?? `https://${pbx.tenant.domain}/`
  return { claim, tenant: { company: pbx.company, domain: pbx.tenant.domain, loginUrl } }
}

async function setPassword(
  ctx: Context,
  claim: PbxClaim,
  password: string,
  loginUrl: string,
): Promise<Outcome<UsedClaimBody>> {
  const { orderId, tenantId, username } = claim
  try {
    await ctx.ports.voice.setAdminPassword(
      { tenantId, username, password },
      `${orderId}/claim:${claim.sequence}`,
    )
  } catch (error) {
    if (error instanceof ProviderError && error.code === 'CLAIM_USED') return linkInvalid()
    throw error
  }
  const at = ctx.clock.now()
  await ctx.db.transaction().execute(async (transaction) => {
    if (!(await markPbxClaimUsed(transaction, claim.id, at))) return
    const text = 'The password of the PBX administrator was set by the link.'
    await recordTimeline(transaction, [
      { orderId, at, kind: 'claim.used', text, actor: 'customer', public: true },
    ])
    await recordAudit(transaction, {
      at,
      actor: { kind: 'system', id: 'pbx-claim' },
      action: 'pbx.claim.use',
      subject: { kind: 'order', id: orderId },
      after: { username, claim: claim.id },
      correlationId: ctx.correlationId,
    })
  })
  return accept({ loginUrl, username })
}
