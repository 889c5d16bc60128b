import { ensureFirstAdministrator } from '@turnup/use-cases'
import { type Customer, password } from '../../stack/customer.ts'
import type { Stage } from '../stage.ts'
import type { Person, PersonOptions } from './person.ts'

export const administrator = {
  name: 'Olive Operator',
  email: 'olive@harbour.example',
  password: 'the night shift keeps watch',
}

/** A window in which this customer is signed in already; signing in by hand is a story of its own. */
export async function asCustomer(stage: Stage, customer: Customer, options?: PersonOptions): Promise<Person> {
  const person = await stage.open(customer.customerNumber, options)
  await openSession(person, '/api/session', { email: customer.email, password })
  return person
}

/** A window in which the administrator is signed in at the console. */
export async function asOperator(stage: Stage, options?: PersonOptions): Promise<Person> {
  await haveAdministrator(stage)
  const person = await stage.open('operator', options)
  const { email, password: secret } = administrator
  await openSession(person, '/api/console/session', { email, password: secret })
  return person
}

/** The first administrator, as `turnup create-administrator` makes one; the same however often it is asked for. */
export async function haveAdministrator(stage: Stage): Promise<void> {
  const ensured = await ensureFirstAdministrator(stage.stack().server.services, administrator)
  if (!ensured.ok) throw new Error(ensured.refusal.message)
}

async function openSession(person: Person, path: string, data: Record<string, string>): Promise<void> {
  const answer = await person.context.request.post(path, { data })
  if (!answer.ok())
    throw new Error(`Signing in at ${path} answered ${answer.status()}: ${await answer.text()}`)
}
