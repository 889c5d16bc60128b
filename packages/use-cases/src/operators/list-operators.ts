import type { OperatorBody } from '@turnup/contracts'
import { accept, type Outcome } from '@turnup/domain'
import { listOperators as readOperators } from '@turnup/store'
import type { Context } from '../context.ts'
import { asOperator } from './as-operator.ts'
import { operatorBody } from './operator-body.ts'

/** Everybody who may use the console, disabled ones included; for administrators. */
export async function listOperators(ctx: Context): Promise<Outcome<{ items: OperatorBody[] }>> {
  const asked = await asOperator(ctx, 'administrator')
  if (!asked.ok) return asked
  return accept({ items: (await readOperators(ctx.db)).map(operatorBody) })
}
