import type { OperatorBody } from '@turnup/contracts'
import type { OperatorRow } from '@turnup/store'

/** An operator as the console shows them; never the hash of the password. */
export function operatorBody(row: OperatorRow): OperatorBody {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    role: row.role,
    disabledAt: row.disabled_at?.toISOString(),
    createdAt: row.created_at.toISOString(),
    mustChangePassword: row.one_time_password,
  }
}
