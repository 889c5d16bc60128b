export const errors = {
  CONFIG_OPTION_INVALID: 'This choice is not possible. Please choose again.',
  CONFIG_OPTION_MISSING: 'Something still has to be chosen here.',
  CONFIG_OPTION_UNKNOWN: 'This option is not offered any more. Please choose again.',
  IDEMPOTENCY_KEY_REUSED:
    'Your order has changed since it was sent. Look in your orders whether it is there; if not, send it once more.',
  ORDER_CANCELLING: 'This order is being cancelled already.',
  ORDER_ENDED: 'This order was cancelled. If you still want it, place it again.',
  ORDER_FINISHED: 'This order is finished already and cannot be cancelled any more.',
  ORDER_IN_PROGRESS: 'We are setting this order up already. Please ask our support to cancel it.',
  ORDER_NOT_FOUND: 'You have no order with this number.',
  ORDER_OUTCOME_UNKNOWN:
    'We do not know yet whether your order arrived. Send it again: it is placed only once.',
  ORDER_REFUSED: 'Your order was not accepted. Please write to us and name the reference.',
  PAYMENT_METHOD_MISSING: 'Add a payment method before you order.',
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
  REQUEST_IN_PROGRESS:
    'The same order is just being placed. Send it again in a few seconds: it is placed only once.',
  TOO_MANY_STREAMS: 'Too many pages follow orders at the moment. Close one of them, or come back later.',
}
