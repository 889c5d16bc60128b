/** Who can sign in to the demo; their passwords open nothing else. */
export const demoCustomer = {
  customerNumber: 'C-1001',
  email: 'ada.moreno@example.com',
  password: 'harbour lights at nine',
  firstName: 'Ada',
  lastName: 'Moreno',
}

/** Where the demo customer lives. */
export const demoAddress = {
  street: '12 Quay Road',
  city: 'San Juan',
  state: 'PR',
  postalCode: '00901',
  country: 'PR',
}

export const demoOperator = {
  email: 'operator@harbour-telecom.example',
  password: 'the night shift keeps watch',
  name: 'Olive Operator',
}

/** What the server is told so that its pages show who can sign in (TURNUP_DEMO). */
export function demoSetting(sandboxUrl: string): string {
  const { firstName, lastName, email, password } = demoCustomer
  return JSON.stringify({
    customer: { name: `${firstName} ${lastName}`, email, password },
    operator: demoOperator,
    sandboxUrl,
  })
}
