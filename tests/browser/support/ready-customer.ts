import type { Customer } from '../../stack/customer.ts'
import { customerWithCard } from '../../stack/orders-in-hand.ts'
import type { Stage } from '../stage.ts'

const address = { street: '12 Quay Road', city: 'San Juan', state: 'PR', postalCode: '00901', country: 'PR' }

/** A customer who may order: signed up, with a card and an address. */
export async function readyCustomer(stage: Stage): Promise<Customer> {
  const customer = await customerWithCard(stage.stack())
  const answer = await customer.api.request('PATCH', '/api/me/billing', address)
  if (answer.status !== 200) throw new Error(`The address was answered ${answer.status}`)
  return customer
}
