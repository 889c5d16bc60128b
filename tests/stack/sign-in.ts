import { type Customer, password } from './customer.ts'
import type { Stack } from './start-stack.ts'

export interface Session {
  accessToken: string
  refreshToken: string
}

/** Signs in over HTTP and gives the tokens. */
export async function signIn(
  stack: Stack,
  { email }: Pick<Customer, 'email'>,
  secret: string = password,
): Promise<Session> {
  const answer = await stack.api.request<Session>('POST', '/api/auth/login', { email, password: secret })
  if (answer.status !== 200)
    throw new Error(`Signing in answered ${answer.status}: ${JSON.stringify(answer.body)}`)
  return answer.body
}

/** The same customer with a new access token: for stories in which more time goes by than the first one lives. */
export async function signInAgain(stack: Stack, customer: Customer): Promise<Customer> {
  const { accessToken, refreshToken } = await signIn(stack, customer)
  return { ...customer, refreshToken, api: stack.api.as(accessToken) }
}
