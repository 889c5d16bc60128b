import type { CreateOperatorRequest, OperatorWithPasswordBody } from '@turnup/contracts'
import { accept, type Outcome, refuse } from '@turnup/domain'
import { insertOperator, newId, readOperator, recordAudit } from '@turnup/store'
import type { Context } from '../context.ts'
import { asOperator } from './as-operator.ts'
import { operatorBody } from './operator-body.ts'
import { newPasswordFor } from './operator-password.ts'

/** Lets another person use the console. Without a password, one for one use is made and answered this once. */
export async function createOperator(
  ctx: Context,
  request: CreateOperatorRequest,
): Promise<Outcome<OperatorWithPasswordBody>> {
  const password = await newPasswordFor(request.email, request.password)
  if (!password.ok) return password
  const { hash, oneTimePassword } = password.value
  const id = newId()
  const at = ctx.clock.now()
  const { name, role } = request
  const email = request.email.trim()
  return ctx.db.transaction().execute(async (transaction) => {
    const asked = await asOperator(ctx, 'administrator', transaction)
    if (!asked.ok) return asked
    const isOneTime = oneTimePassword !== undefined
    const isNew = await insertOperator(transaction, {
      id,
      email,
      name,
      role,
      passwordHash: hash,
      isOneTime,
      at,
    })
    if (!isNew) {
      const message = 'An operator has this e-mail address already, perhaps a disabled one.'
      return refuse('conflict', 'OPERATOR_EXISTS', message, { field: 'email' })
    }
    await recordAudit(transaction, {
      at,
      actor: { kind: 'operator', id: asked.value.id },
      action: 'operator.create',
      subject: { kind: 'operator', id },
      after: { email, name, role },
      correlationId: ctx.correlationId,
    })
    const operator = await readOperator(transaction, id)
    if (!operator) throw new Error(`The operator ${id} was written and is not there.`)
    return accept({ operator: operatorBody(operator), oneTimePassword })
  })
}
