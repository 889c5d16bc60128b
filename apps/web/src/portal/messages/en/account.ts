export const account = {
  addressMissingTitle: 'Your address is not complete',
  addressMissingAll:
    'We need it before you can order: it goes on your bills and tells what we can offer you.',
  addressMissingParts: 'Before you can order, we still need: {parts}.',
  addressComplete: 'Complete your address',
  partStreet: 'street',
  partCity: 'city',
  partState: 'state or province',
  partPostalCode: 'postal code',
  partCountry: 'country',
  paymentMissingTitle: 'Add a payment method',
  paymentMissingText:
    'You can order as soon as there is one. Your card goes straight to our billing system, which opens in a new tab; we never see the number.',
  paymentAdd: 'Add a payment method',
  paymentLookAgain: 'I have added it',
  paymentNotSeen:
    'We do not see it yet. Add it on the billing page and save it there; we look again by ourselves when you come back.',
  paymentMethodFound: 'Your payment method is there. You can order now.',
  billingOpens: 'Opening billing, one moment…',
  billingNotOpened: 'The billing page could not be opened',
}
