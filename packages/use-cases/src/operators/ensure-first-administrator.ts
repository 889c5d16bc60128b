import { accept, type Outcome } from '@turnup/domain'
import {
  findOperatorByEmail,
  insertOperator,
  lockActiveAdministrators,
  lockFirstAdministrator,
  newId,
  recordAudit,
  updateOperator,
} from '@turnup/store'
import type { Services } from '../context.ts'
import { newPasswordFor } from './operator-password.ts'

/**
 * Makes sure that somebody can administer: creates the administrator when there is no active one, and otherwise
 * changes nothing. For the first start, for the demo, and for an installation that has locked itself out.
 * Safe to call from several processes at once.
 */
export async function ensureFirstAdministrator(
  services: Pick<Services, 'db' | 'clock'>,
  { email, password, name = 'Administrator' }: { email: string; password: string; name?: string },
): Promise<Outcome<{ created: boolean }>> {
  const chosen = await newPasswordFor(email, password)
  if (!chosen.ok) return chosen
  const passwordHash = chosen.value.hash
  const at = services.clock.now()
  return services.db.transaction().execute(async (transaction) => {
    await lockFirstAdministrator(transaction)
    if ((await lockActiveAdministrators(transaction)).length > 0) return accept({ created: false })
    const known = await findOperatorByEmail(transaction, email)
    const id = known?.id ?? newId()
    const role = 'administrator' as const
    if (known) {
      const access = { role, disabled_at: null, password_hash: passwordHash, one_time_password: false }
      await updateOperator(transaction, id, access)
    } else {
      await insertOperator(transaction, { id, email, name, passwordHash, isOneTime: false, role, at })
    }
    await recordAudit(transaction, {
      at,
      actor: { kind: 'system', id: 'first-administrator' },
      action: 'operator.create',
      subject: { kind: 'operator', id },
      after: { email, role },
      correlationId: `first-administrator-${id}`,
    })
    return accept({ created: true })
  })
}
