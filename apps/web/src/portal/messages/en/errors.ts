export const errors = {
  CONFIG_OPTION_INVALID: 'This choice is not possible. Please choose again.',
  CONFIG_OPTION_MISSING: 'Something still has to be chosen here.',
  CONFIG_OPTION_UNKNOWN: 'This option is not offered any more. Please choose again.',
  COUNTRY_UNKNOWN: 'Choose a country from the list.',
  CREDENTIALS_WRONG: 'E-mail address or password is wrong. Check both, or set a new password.',
  CUSTOMER_NOT_CONNECTED:
    'Your registration is not complete yet. Send the sign-up form again with the same e-mail address and password.',
  CUSTOMER_NUMBER_ALREADY_REGISTERED:
    'This customer number has an account already. Sign in, or contact customer service.',
  CUSTOMER_NUMBER_BELONGS_TO_ANOTHER_CLIENT:
    'This customer number is in use with another e-mail address. Use that address, or contact customer service.',
  CUSTOMER_NUMBER_UNKNOWN: 'We do not know this customer number. Compare it with your contract or a bill.',
  EMAIL_ALREADY_REGISTERED:
    'There is an account with this e-mail address already. Sign in, or set a new password.',
  EMAIL_BELONGS_TO_ANOTHER_CUSTOMER:
    'This e-mail address is in use under another customer number. Use another address, or contact customer service.',
  EMAIL_CONFIRMATION_DIFFERS: 'The two e-mail addresses differ.',
  IDEMPOTENCY_KEY_REUSED:
    'Your order has changed since it was sent. Look in your orders whether it is there; if not, send it once more.',
  ID_ALREADY_VERIFIED: 'Your identity is verified already; there is nothing left to do.',
  INTERNAL: 'Something went wrong on our side. Try again; if it happens again, contact us.',
  INVALID_REQUEST: 'Please check what you wrote here.',
  NOT_SIGNED_IN: 'Please sign in again.',
  ORDER_CANCELLING: 'This order is being cancelled already.',
  ORDER_ENDED: 'This order was cancelled. If you still want it, place it again.',
  ORDER_FINISHED: 'This order is finished already and cannot be cancelled any more.',
  ORDER_IN_PROGRESS: 'We are setting this order up already. Please ask our support to cancel it.',
  ORDER_NOT_FOUND: 'You have no order with this number.',
  ORDER_OUTCOME_UNKNOWN:
    'We do not know yet whether your order arrived. Send it again: it is placed only once.',
  ORDER_REFUSED: 'Your order was not accepted. Please write to us and name the reference.',
  OUTCOME_UNKNOWN:
    'We do not know yet whether this was done. Send it again in a minute; nothing is done twice.',
  PASSWORD_CONFIRMATION_DIFFERS: 'The two passwords differ.',
  PASSWORD_NOT_ALLOWED: 'This password is too easy to guess. Use a few words of your own.',
  PAYMENT_METHOD_MISSING: 'Add a payment method before you order.',
  PHONE_INVALID: 'Write the phone number with its country code, for example +1 202 555 0143.',
  POINT_OF_NO_RETURN:
    'This order is too far to be taken back. You can cancel the service as soon as it is active.',
  PRODUCT_AMBIGUOUS: 'This product cannot be told from another. Choose it in the shop again.',
  PRODUCT_EXPIRED: 'This product is not offered any more.',
  PRODUCT_NOT_ELIGIBLE:
    'This product is not available at your address. You can ask for a check of your address.',
  PRODUCT_NOT_FOR_SALE: 'This product cannot be ordered here.',
  PRODUCT_NOT_MAPPED: 'This product cannot be ordered at the moment.',
  PRODUCT_NOT_YET_OFFERED: 'This product cannot be ordered yet.',
  PRODUCT_UNKNOWN: 'This product is not in the shop any more.',
  QUANTITY_TOO_LARGE: 'That is more than can be ordered at a time. Please lower the number.',
  REFUSED_OUTSIDE: 'Your request was not accepted. Contact customer service and name the reference.',
  REGISTRATION_UNFINISHED:
    'A registration with this e-mail address was begun but not finished. Send the sign-up form with the same password as then, or set a new one.',
  REQUEST_IN_PROGRESS:
    'This is being worked on already. Wait a few seconds, then send it again: it is done only once.',
  RESET_LINK_INVALID: 'This link was used before or is too old. Ask for a new one.',
  TEMPORARILY_UNAVAILABLE: 'This does not work at the moment. Try again in a minute; nothing has been lost.',
  TOO_MANY_ATTEMPTS: 'Too many attempts. Please wait before you try again.',
  TOO_MANY_REQUESTS: 'Too many requests at once. Wait a little, then try again.',
  TOO_MANY_STREAMS: 'Too many pages follow orders at the moment. Close one of them, or come back later.',
}
