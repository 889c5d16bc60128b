import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { insertRefreshToken, type OperatorRole, type Queryable, type TokenSubject } from '@turnup/store'
import { errors, jwtVerify, SignJWT } from 'jose'
import type { Actor, Services } from '../context.ts'

const issuer = 'turnup'
const audienceOf = { customer: 'turnup-portal', operator: 'turnup-console' } as const
const operatorRoles: readonly OperatorRole[] = ['viewer', 'operator', 'administrator']

export interface TokenPair {
  accessToken: string
  refreshToken: string
}

export type TokenHolder =
  | { kind: 'customer'; id: string }
  | { kind: 'operator'; id: string; role: OperatorRole }

/** How a refresh or reset token is kept: whoever reads the table cannot use what stands there. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

/** 256 random bits, safe in a link. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/**
 * Signs a person in: a short-lived access token (JWT, HS256) and a refresh token for one use.
 * @param familyId the sign-in that this continues; a new one when absent
 */
export async function issueTokens(
  services: Pick<Services, 'accessTokenKey' | 'clock' | 'policy'>,
  queryable: Queryable,
  holder: TokenHolder,
  familyId: string = randomUUID(),
): Promise<TokenPair> {
  const now = services.clock.now()
  const { accessSeconds, refreshSeconds } = services.policy.tokens
  const refreshToken = newToken()
  const subject: TokenSubject = { kind: holder.kind, id: holder.id }
  await insertRefreshToken(queryable, {
    hash: hashToken(refreshToken),
    familyId,
    subject,
    issuedAt: now,
    expiresAt: new Date(now.getTime() + refreshSeconds * 1000),
  })
  const issuedAt = Math.floor(now.getTime() / 1000)
  const accessToken = await new SignJWT({
    kind: holder.kind,
    ...(holder.kind === 'operator' ? { role: holder.role } : {}),
  })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer(issuer)
    .setSubject(holder.id)
    .setAudience(audienceOf[holder.kind])
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + accessSeconds)
    .sign(services.accessTokenKey)
  return { accessToken, refreshToken }
}

/**
 * Who this access token stands for; undefined when it is forged, expired, or for another audience than its kind.
 * The role of an operator is the one at the time of issue.
 */
export async function verifyAccessToken(
  services: Pick<Services, 'accessTokenKey' | 'clock'>,
  token: string,
): Promise<Exclude<Actor, { kind: 'system' }> | undefined> {
  try {
    const { payload } = await jwtVerify(token, services.accessTokenKey, {
      algorithms: ['HS256'],
      issuer,
      audience: Object.values(audienceOf),
      currentDate: services.clock.now(),
      requiredClaims: ['sub', 'exp', 'kind'],
    })
    const id = String(payload.sub)
    if (payload.kind === 'customer' && payload.aud === audienceOf.customer) return { kind: 'customer', id }
    const role = operatorRoles.find((known) => known === payload.role)
    if (payload.kind === 'operator' && payload.aud === audienceOf.operator && role) {
      return { kind: 'operator', id, role }
    }
    return undefined
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined
    throw error
  }
}
