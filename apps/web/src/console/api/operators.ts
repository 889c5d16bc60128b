import { queryOptions } from '@tanstack/react-query'
import type {
  ChangeOperatorRequest,
  CreateOperatorRequest,
  OperatorBody,
  OperatorWithPasswordBody,
} from '@turnup/contracts'
import { request } from '../../api/request.ts'

const path = '/api/console/operators'
const pathOf = (id: string) => `${path}/${encodeURIComponent(id)}`

/** Everybody who may use the console, disabled ones too; for administrators. */
export const operatorsQuery = queryOptions({
  queryKey: ['console', 'operators'],
  queryFn: ({ signal }) => request<{ items: OperatorBody[] }>('GET', path, { signal }),
})

/** Without a password in `body` one for one use is made, and answered this once. */
export function createOperator(body: CreateOperatorRequest): Promise<OperatorWithPasswordBody> {
  return request<OperatorWithPasswordBody>('POST', path, { body })
}

export function changeOperator(id: string, body: ChangeOperatorRequest): Promise<OperatorBody> {
  return request<OperatorBody>('PATCH', pathOf(id), { body })
}

export function disableOperator(id: string, reason: string): Promise<OperatorBody> {
  return request<OperatorBody>('POST', `${pathOf(id)}/disable`, { body: { reason } })
}

export function enableOperator(id: string): Promise<OperatorBody> {
  return request<OperatorBody>('POST', `${pathOf(id)}/enable`)
}

/** Makes a password for one use and ends every sign-in of the operator. */
export function resetOperatorPassword(id: string): Promise<OperatorWithPasswordBody> {
  return request<OperatorWithPasswordBody>('POST', `${pathOf(id)}/password`)
}
