import { accept, type CrmAccount, type Outcome, refuse } from '@turnup/domain'
import type { Context } from '../context.ts'
import { ensureCase } from '../customers/ensure-case.ts'
import { referenceFor } from '../customers/reference-for.ts'
import type { CheckedSignup } from './check-signup.ts'
import { newToken } from './tokens.ts'

export interface ConnectedCustomer {
  crmAccountId: string
  billingClientId: string
  /** Why customer service should look at this customer (R030). */
  reviewReason?: string
}

/** Opened by us and about the customer, hence not shown among the customer's own cases. */
export const emailReviewSubject = 'Portal sign-up: e-mail differs from the account'

/**
 * Finds the customer in the CRM and makes the client in billing (R025, R026, R038). Each part is looked for before it
 * is made, so that it may be run again after any failure.
 */
export async function connectCustomer(
  ctx: Context,
  signup: CheckedSignup,
): Promise<Outcome<ConnectedCustomer>> {
  const account = await connectAccount(ctx, signup)
  if (!account.ok) return account
  const billing = await connectBilling(ctx, signup, account.value)
  if (!billing.ok) return billing
  const { accountId } = account.value
  if (ctx.policy.signup.createContact) {
    const { firstName, lastName, email, phone } = signup
    await ctx.ports.crm.ensureContact({ accountId, firstName, lastName, email, phone })
  }
  if (ctx.policy.signup.writePortalStatus) {
    await ctx.ports.crm.recordRegistration(accountId, {
      source: signup.source,
      billingClientId: billing.value,
    })
  }
  return accept({
    crmAccountId: accountId,
    billingClientId: billing.value,
    reviewReason: await reportOtherEmail(ctx, signup, account.value),
  })
}

async function connectAccount(ctx: Context, signup: CheckedSignup): Promise<Outcome<CrmAccount>> {
  const { customerNumber, firstName, lastName, company, email, phone } = signup
  const account = await ctx.ports.crm.findAccount(customerNumber)
  if (account) return accept(account)
  if (ctx.policy.signup.accountPolicy === 'create-if-missing') {
    const name = company ?? `${firstName} ${lastName}`
    return accept(await ctx.ports.crm.createAccount({ customerNumber, name, email, phone }))
  }
  return refuse(
    'unprocessable',
    'CUSTOMER_NUMBER_UNKNOWN',
    'We do not know this customer number. Compare it with your contract or a bill.',
    { field: 'sfNumber' },
  )
}

async function connectBilling(
  ctx: Context,
  signup: CheckedSignup,
  account: CrmAccount,
): Promise<Outcome<string>> {
  const client = await ctx.ports.billing.findClientByEmail(signup.email)
  if (client && client.customerNumber !== signup.customerNumber) {
    return refuse(
      'conflict',
      'EMAIL_BELONGS_TO_ANOTHER_CUSTOMER',
      'This e-mail address is in use under another customer number. Use another address, or contact customer service.',
      { field: 'email' },
    )
  }
  if (account.billingClientId && account.billingClientId !== client?.clientId) {
    return refuse(
      'conflict',
      'CUSTOMER_NUMBER_BELONGS_TO_ANOTHER_CLIENT',
      'This customer number is in use with another e-mail address. Use that address, or contact customer service.',
      { field: 'sfNumber' },
    )
  }
  if (client) return accept(client.clientId)
  const { email, firstName, lastName, company, phone, customerNumber } = signup
  const { clientId } = await ctx.ports.billing.createClient({
    email,
    firstName,
    lastName,
    company,
    phone,
    customerNumber,
    password: newToken(),
    notes: `sfAccountId=${account.accountId} correlationId=${ctx.correlationId}`,
  })
  return accept(clientId)
}

/** R029: never blocks the sign-up and never writes to the account; customer service decides. */
async function reportOtherEmail(
  ctx: Context,
  signup: CheckedSignup,
  account: CrmAccount,
): Promise<string | undefined> {
  if (!account.email || account.email.trim().toLowerCase() === signup.email.toLowerCase()) return undefined
  const ref = referenceFor('signup-email', account.accountId, signup.email.toLowerCase())
  const opened = await ensureCase(
    ctx,
    {
      type: 'General Inquiry',
      subject: emailReviewSubject,
      description: [
        'A customer signed up at the portal with another e-mail address than the account has.',
        `Account: ${account.accountId} (${account.name}, customer number ${account.customerNumber})`,
        `E-mail of the account: ${account.email}`,
        `E-mail at sign-up: ${signup.email}`,
        `Correlation id: ${ctx.correlationId}`,
      ].join('\n'),
      accountId: account.accountId,
    },
    ref,
  )
  return `EMAIL_DIFFERS: case ${opened.caseNumber ?? opened.caseId}`
}
