import type { EligibilityBody } from '@turnup/contracts'
import { accept, type CrmAccount, type Outcome, serviceabilityOf } from '@turnup/domain'
import type { Context, Services } from '../context.ts'
import { accountOf } from '../customers/account-of.ts'
import { asCustomer } from '../customers/as-customer.ts'

/** How far the check of the customer's place is, and what it found. Agents' notes stay with the agents (R067). */
export async function readEligibility(ctx: Context): Promise<Outcome<EligibilityBody>> {
  return asCustomer(ctx, async (customer) => accept(eligibilityBody(ctx, await accountOf(ctx, customer))))
}

export function eligibilityBody({ policy }: Pick<Services, 'policy'>, account: CrmAccount): EligibilityBody {
  const { status, result, requestedAt, checkedAt } = account.eligibility
  const { dwelling, tier } = serviceabilityOf(account.eligibility, policy)
  return {
    status: status ?? 'NotRequested',
    result: status === 'Checked' ? result : undefined,
    dwelling,
    tier,
    requestedAt,
    checkedAt,
  }
}
