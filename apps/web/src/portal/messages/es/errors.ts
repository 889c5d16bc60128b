import type { errors as en } from '../en/errors.ts'

export const errors: Record<keyof typeof en, string> = {
  CONFIG_OPTION_INVALID: 'Esta opción no es posible. Elija otra.',
  CONFIG_OPTION_MISSING: 'Aquí falta elegir algo.',
  CONFIG_OPTION_UNKNOWN: 'Esta opción ya no se ofrece. Elija otra.',
  IDEMPOTENCY_KEY_REUSED:
    'Su pedido cambió desde que se envió. Mire en sus pedidos si ya está allí; si no, envíelo una vez más.',
  ORDER_CANCELLING: 'Este pedido ya se está cancelando.',
  ORDER_ENDED: 'Este pedido se canceló. Si todavía lo desea, hágalo de nuevo.',
  ORDER_FINISHED: 'Este pedido ya terminó y no se puede cancelar.',
  ORDER_IN_PROGRESS: 'Ya estamos preparando este pedido. Pida a soporte que lo cancele.',
  ORDER_NOT_FOUND: 'No tiene ningún pedido con este número.',
  ORDER_OUTCOME_UNKNOWN: 'Todavía no sabemos si su pedido llegó. Envíelo otra vez: se hará una sola vez.',
  ORDER_REFUSED: 'Su pedido no fue aceptado. Escríbanos e indique la referencia.',
  PAYMENT_METHOD_MISSING: 'Añada un método de pago antes de hacer el pedido.',
  POINT_OF_NO_RETURN:
    'Este pedido está demasiado avanzado para retirarlo. Podrá cancelar el servicio en cuanto esté activo.',
  PRODUCT_AMBIGUOUS: 'Este producto no se puede distinguir de otro. Elíjalo de nuevo en la tienda.',
  PRODUCT_EXPIRED: 'Este producto ya no se ofrece.',
  PRODUCT_NOT_ELIGIBLE:
    'Este producto no está disponible en su dirección. Puede solicitar que la comprobemos.',
  PRODUCT_NOT_FOR_SALE: 'Este producto no se puede pedir aquí.',
  PRODUCT_NOT_MAPPED: 'Este producto no se puede pedir en este momento.',
  PRODUCT_NOT_YET_OFFERED: 'Este producto todavía no se puede pedir.',
  PRODUCT_UNKNOWN: 'Este producto ya no está en la tienda.',
  QUANTITY_TOO_LARGE: 'Es más de lo que se puede pedir de una vez. Reduzca la cantidad.',
  REQUEST_IN_PROGRESS:
    'El mismo pedido se está haciendo en este momento. Envíelo otra vez dentro de unos segundos: se hará una sola vez.',
  TOO_MANY_STREAMS:
    'Hay demasiadas páginas siguiendo pedidos en este momento. Cierre alguna o vuelva más tarde.',
}
