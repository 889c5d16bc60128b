import { useQuery } from '@tanstack/react-query'
import type { OperatorBody, OperatorRoleName } from '@turnup/contracts'
import { useRef } from 'react'
import { consoleSessionQuery } from './session.ts'

/** Each role may do what those before it may (R149). */
const rank: Record<OperatorRoleName, number> = { viewer: 0, operator: 1, administrator: 2 }

/** Who is signed in. Pages inside the shell are drawn only for somebody, and once more while that person leaves. */
export function useOperator(): OperatorBody & { may(role: OperatorRoleName): boolean } {
  const { data } = useQuery(consoleSessionQuery)
  const lastKnown = useRef<OperatorBody>(undefined)
  if (data) lastKnown.current = data.operator
  const operator = lastKnown.current
  if (!operator) throw new Error('A page of the console is drawn without an operator.')
  return { ...operator, may: (role) => rank[operator.role] >= rank[role] }
}
