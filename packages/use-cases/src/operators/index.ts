export { asOperator, hasRole } from './as-operator.ts'
export { changeOperator, disableOperator, enableOperator } from './change-operator.ts'
export { createOperator } from './create-operator.ts'
export { ensureFirstAdministrator } from './ensure-first-administrator.ts'
export { listOperators } from './list-operators.ts'
export { logInOperator } from './log-in-operator.ts'
export { openPortalSession } from './open-portal-session.ts'
export {
  changeOwnPassword,
  logOutOperator,
  readOperatorMe,
  refreshOperatorSession,
} from './operator-session.ts'
export { resetOperatorPassword } from './reset-operator-password.ts'
