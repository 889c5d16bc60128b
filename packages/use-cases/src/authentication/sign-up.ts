import type { PortalUserBody, SignupRequest } from '@turnup/contracts'
import { accept, type Outcome, refuse } from '@turnup/domain'
import { mailIdFor } from '@turnup/fulfilment'
import {
  activatePortalUser,
  type DatabaseTransaction,
  findMappingByCustomerNumber,
  findPortalUserByEmail,
  forgetRegistration,
  insertCustomerMapping,
  newId,
  queueMail,
  readPortalUser,
  recordAudit,
  saveRegistration,
} from '@turnup/store'
import type { Context } from '../context.ts'
import { deliverSoon } from '../customers/deliver-soon.ts'
import { oneAtATime } from '../customers/one-at-a-time.ts'
import { orOutsideRefusal } from '../customers/outside-refusal.ts'
import { portalUrl } from '../customers/portal-url.ts'
import { type CheckedSignup, checkSignup } from './check-signup.ts'
import { type ConnectedCustomer, connectCustomer } from './connect-customer.ts'
import type { GiveSession } from './give-session.ts'
import { loginThrottle } from './login-throttle.ts'
import { hashPassword, verifyPassword } from './password-hash.ts'
import { personBody } from './person.ts'

/**
 * Registers a customer: portal user, CRM account, billing client, and the mapping between them (R022 to R041).
 * May be sent again after any failure: the second try with the same e-mail and password goes on where the first
 * stopped. Refusals: EMAIL_ALREADY_REGISTERED, CUSTOMER_NUMBER_UNKNOWN, PASSWORD_NOT_ALLOWED and others.
 * @param source where the request came from, for throttling
 * @param give what the customer gets: tokens, or a session of a browser
 */
export async function signUp<Given>(
  ctx: Context,
  request: SignupRequest,
  source: { address: string },
  give: GiveSession<Given>,
): Promise<Outcome<{ user: PortalUserBody } & Given>> {
  const checked = checkSignup(ctx, request)
  if (!checked.ok) return checked
  const signup = checked.value
  const throttle = loginThrottle(
    ctx.db,
    { door: 'signup', email: signup.email, address: source.address },
    ctx.clock.now(),
  )
  return throttle.attempt(
    () =>
      oneAtATime(ctx, `signup:${signup.email.toLowerCase()}`, () =>
        oneAtATime(ctx, `signup:${signup.customerNumber}`, () => register(ctx, signup, give)),
      ),
    // Whoever tries out customer numbers, addresses or passwords here is slowed down like at the sign-in.
    ({ kind, code }) => kind !== 'unavailable' && code !== 'REQUEST_IN_PROGRESS',
  )
}

async function register<Given>(
  ctx: Context,
  signup: CheckedSignup,
  give: GiveSession<Given>,
): Promise<Outcome<{ user: PortalUserBody } & Given>> {
  const begun = await begin(ctx, signup)
  if (!begun.ok) return begun
  const userId = begun.value
  const connected = await orOutsideRefusal(ctx, () => connectCustomer(ctx, signup))
  if (!connected.ok) {
    // After a clear no nothing is left behind; after a failure the next try goes on from here.
    if (connected.refusal.kind !== 'unavailable') await forgetRegistration(ctx.db, userId)
    return connected
  }
  const mailId = mailIdFor('welcome', userId, ctx.policy)
  const finished = await ctx.db.transaction().execute(async (transaction) => {
    const user = await finish(ctx, transaction, userId, mailId, signup, connected.value)
    if (!user.ok) return user
    return accept({ user: user.value, ...(await give(ctx, transaction, { kind: 'customer', id: userId })) })
  })
  if (finished.ok) await deliverSoon(ctx, mailId)
  else await forgetRegistration(ctx.db, userId)
  return finished
}

/** The row before any outside effect (law 1). @returns the user's id */
async function begin(ctx: Context, signup: CheckedSignup): Promise<Outcome<string>> {
  const existing = await findPortalUserByEmail(ctx.db, signup.email)
  if (existing?.state === 'active') {
    return refuse(
      'conflict',
      'EMAIL_ALREADY_REGISTERED',
      'There is a user with this e-mail address. Sign in, or reset the password.',
      { field: 'email' },
    )
  }
  if (existing && !(await verifyPassword(existing.password_hash, signup.password))) {
    return refuse(
      'conflict',
      'REGISTRATION_UNFINISHED',
      'A registration for this e-mail address was begun with another password. Use that one, or reset the password.',
      { field: 'password' },
    )
  }
  if (await findMappingByCustomerNumber(ctx.db, signup.customerNumber)) {
    if (existing) await forgetRegistration(ctx.db, existing.id)
    return numberTaken()
  }
  const id = existing?.id ?? newId()
  await saveRegistration(ctx.db, {
    ...signup,
    id,
    passwordHash: existing?.password_hash ?? (await hashPassword(signup.password)),
    locale: signup.locale ?? existing?.locale ?? ctx.policy.mail.defaultLocale,
    at: ctx.clock.now(),
  })
  return accept(id)
}

function numberTaken() {
  return refuse(
    'conflict',
    'CUSTOMER_NUMBER_ALREADY_REGISTERED',
    'This customer number is registered already. Sign in, or contact customer service.',
    { field: 'sfNumber' },
  )
}

/** Mapping, active user, welcome mail (support on copy, R028) and audit, in the transaction of the first session. */
async function finish(
  ctx: Context,
  transaction: DatabaseTransaction,
  userId: string,
  mailId: string,
  signup: CheckedSignup,
  connected: ConnectedCustomer,
): Promise<Outcome<PortalUserBody>> {
  const at = ctx.clock.now()
  const { crmAccountId, billingClientId, reviewReason } = connected
  const { customerNumber } = signup
  const mapping = { customerId: userId, customerNumber, billingClientId, crmAccountId, at }
  if (!(await insertCustomerMapping(transaction, mapping))) return numberTaken()
  await activatePortalUser(transaction, userId, { at, reviewReason })
  const user = await readPortalUser(transaction, userId)
  if (!user) throw new Error('The registration vanished while it was being finished.')
  await queueMail(transaction, {
    id: mailId,
    template: 'welcome',
    locale: user.locale,
    to: user.email,
    cc: ctx.policy.mail.supportCc,
    data: {
      customerName: `${user.first_name} ${user.last_name}`,
      loginUrl: portalUrl(ctx.policy, '/sign-in'),
      correlationId: ctx.correlationId,
    },
    customerId: userId,
    correlationId: ctx.correlationId,
    at,
  })
  await recordAudit(transaction, {
    at,
    actor: { kind: 'customer', id: userId },
    action: 'customer.signed-up',
    subject: { kind: 'customer', id: userId },
    after: {
      customerNumber,
      billingClientId,
      crmAccountId,
      source: signup.source,
      underReview: Boolean(reviewReason),
    },
    correlationId: ctx.correlationId,
  })
  return accept(personBody(user))
}
