/** Who can sign in to the demo; their passwords open nothing else. */
export const demoCustomer = {
  customerNumber: 'C-1001',
  email: 'ada.moreno@example.com',
  password: 'harbour lights at nine',
  firstName: 'Ada',
  lastName: 'Moreno',
}

export const demoOperator = {
  email: 'operator@harbour-telecom.example',
  password: 'the night shift keeps watch',
  name: 'Olive Operator',
}
