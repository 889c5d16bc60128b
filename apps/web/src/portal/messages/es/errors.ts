import type { errors as en } from '../en/errors.ts'

export const errors: Record<keyof typeof en, string> = {
  ACTION_NOT_ALLOWED: 'Esto no se puede hacer con su servicio en su estado actual. Vuelva a mirar su página.',
  ACTION_NOT_FOUND: 'No ha pedido nada con esta referencia.',
  ACTIVATION_CODE_ERASED:
    'El código ya no existe: la eSIM se instaló o el plazo terminó. Si la necesita, obtenga una eSIM nueva.',
  ACTIVATION_CODE_NOT_READY: 'Estamos preparando su eSIM. Vuelva a mirar dentro de un minuto.',
  ADDRESS_ABROAD: 'La dirección debe estar en el país del número.',
  BIRTH_DATE_INVALID: 'Revise la fecha de nacimiento, por favor.',
  CANCELLATION_ALREADY_REQUESTED: 'Ya pidió dar de baja este servicio. Estamos trabajando en ello.',
  CANCELLATION_DATE_IN_PAST: 'Elija hoy o un día posterior.',
  CITY_ELSEWHERE: 'Para este número, la dirección debe estar en la ciudad del número.',
  CITY_UNKNOWN: 'El operador del número no conoce esta ciudad. Elija una que conozca.',
  COMPANY_INVALID: 'El nombre contiene signos que no se pueden usar.',
  CONFIG_OPTION_INVALID: 'Esta opción no es posible. Elija otra.',
  CONFIG_OPTION_MISSING: 'Aquí falta elegir algo.',
  CONFIG_OPTION_UNKNOWN: 'Esta opción ya no se ofrece. Elija otra.',
  COUNTRY_UNKNOWN: 'Elija un país de la lista.',
  CREDENTIALS_WRONG:
    'El correo electrónico o la contraseña no son correctos. Compruébelos o ponga una contraseña nueva.',
  CUSTOMERS_ONLY: 'Estas páginas son para clientes. Inicie sesión como cliente.',
  CUSTOMER_NOT_CONNECTED:
    'Su registro todavía no está completo. Envíe otra vez el formulario de registro con el mismo correo y la misma contraseña.',
  CUSTOMER_NUMBER_ALREADY_REGISTERED:
    'Este número de cliente ya tiene cuenta. Inicie sesión o contacte con nuestro equipo.',
  CUSTOMER_NUMBER_BELONGS_TO_ANOTHER_CLIENT:
    'Este número de cliente se usa con otro correo electrónico. Use ese correo o contacte con nuestro equipo.',
  CUSTOMER_NUMBER_UNKNOWN:
    'No conocemos este número de cliente. Compárelo con su contrato o con una factura.',
  DATE_INVALID: 'Escriba la fecha como año, mes y día, por ejemplo 1984-07-21.',
  DOMAIN_INVALID: 'Con esto no se puede formar una dirección. Use letras, cifras y guiones.',
  DOMAIN_TAKEN: 'Esta dirección está ocupada. Elija otra.',
  EMAIL_ALREADY_REGISTERED:
    'Ya hay una cuenta con este correo electrónico. Inicie sesión o ponga una contraseña nueva.',
  EMAIL_BELONGS_TO_ANOTHER_CUSTOMER:
    'Este correo electrónico se usa con otro número de cliente. Use otro correo o contacte con nuestro equipo.',
  EMAIL_CONFIRMATION_DIFFERS: 'Los dos correos electrónicos no coinciden.',
  EMAIL_INVALID: 'Escriba un correo electrónico como nombre@example.com.',
  FIELD_MISSING: 'Rellene este campo.',
  GROUP_NOT_ALLOWED: 'Este grupo vería a otros clientes, así que no se puede elegir. Use admin.',
  HOLD_EXPIRED: 'El tiempo de su número se ha agotado. Resérvelo otra vez o elija otro.',
  HOLD_NOT_EXTENDABLE: 'El tiempo ya no se puede alargar más. Haga el pedido o elija el número otra vez.',
  HOLD_UNKNOWN: 'Su número ya no está reservado para usted. Elija uno otra vez.',
  IDEMPOTENCY_KEY_REUSED:
    'Su pedido cambió desde que se envió. Mire en sus pedidos si ya está allí; si no, envíelo una vez más.',
  ID_ALREADY_VERIFIED: 'Su identidad ya está verificada; no tiene que hacer nada más.',
  INTERNAL: 'Algo ha fallado por nuestra parte. Inténtelo de nuevo; si se repite, contáctenos.',
  INVALID_REQUEST: 'Compruebe lo que ha escrito, por favor.',
  INVOICE_NOT_FOUND: 'No tiene ninguna factura con este número.',
  LANGUAGE_UNKNOWN: 'Elija uno de los idiomas.',
  LINE_UNKNOWN:
    'Esta línea no se configuró aquí y no se puede cambiar en esta página. Escríbanos, por favor.',
  LINK_INVALID:
    'El enlace ya se usó, se sustituyó por otro más nuevo o es demasiado antiguo. Escríbanos: le enviaremos otro.',
  NOT_SIGNED_IN: 'Inicie sesión de nuevo, por favor.',
  NOT_WHILE_ACTING: 'Esto solo puede hacerlo el cliente, no quien actúa en su nombre.',
  NUMBER_TAKEN: 'Alguien acaba de quedarse con este número. Elija otro.',
  ORDER_CANCELLING: 'Este pedido ya se está cancelando.',
  ORDER_ENDED: 'Este pedido se canceló. Si todavía lo desea, hágalo de nuevo.',
  ORDER_FINISHED: 'Este pedido ya terminó y no se puede cancelar.',
  ORDER_IN_PROGRESS: 'Ya estamos preparando este pedido. Pida a soporte que lo cancele.',
  ORDER_NOT_FOUND: 'No tiene ningún pedido con este número.',
  ORDER_OUTCOME_UNKNOWN: 'Todavía no sabemos si su pedido llegó. Envíelo otra vez: se hará una sola vez.',
  ORDER_REFUSED: 'Su pedido no fue aceptado. Escríbanos e indique la referencia.',
  OUTCOME_UNKNOWN:
    'Todavía no sabemos si se ha hecho. Envíelo otra vez en un minuto; nada se hace dos veces.',
  OUTSIDE_SYSTEM_UNAVAILABLE:
    'Esto no funciona hasta que nuestro equipo lo arregle. Vuelva más tarde, por favor.',
  PARTY_NOT_ALLOWED: 'Este tipo de cliente no puede tener este número. Elija otro número.',
  PASSWORD_CONFIRMATION_DIFFERS: 'Las dos contraseñas no coinciden.',
  PASSWORD_NOT_ALLOWED: 'Esta contraseña es demasiado fácil de adivinar. Use unas cuantas palabras suyas.',
  PAYMENT_METHOD_MISSING: 'Añada un método de pago antes de hacer el pedido.',
  PBX_NOT_SET_UP: 'De momento no se puede pedir una centralita. Pregunte a soporte.',
  PHONE_INVALID: 'Escriba el teléfono con el prefijo del país, por ejemplo +1 202 555 0143.',
  PLACE_UNKNOWN: 'No hay números para este lugar. Elija otro.',
  PLAN_UNKNOWN: 'Elija de nuevo cómo se cobran las llamadas.',
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
  PROVIDER_NOT_MAPPED: 'De momento no se puede pedir: su preparación no está completa.',
  QUANTITY_TOO_LARGE: 'Es más de lo que se puede pedir de una vez. Reduzca la cantidad.',
  QUERY_INVALID: 'La búsqueda es demasiado amplia. Elija una provincia o un estado, o escriba más cifras.',
  REFUSED_OUTSIDE: 'No se ha aceptado su solicitud. Contacte con nuestro equipo e indique la referencia.',
  REGISTRATION_MISSING: 'Este número requiere algunos datos de quien lo usa. Rellene ese paso, por favor.',
  REGISTRATION_NOT_NEEDED: 'Este número no requiere registro.',
  REGISTRATION_UNFINISHED:
    'Hay un registro sin terminar con este correo electrónico. Envíe el formulario de registro con la misma contraseña de entonces o ponga una nueva.',
  REQUEST_IN_PROGRESS:
    'Ya lo estamos tramitando. Espere unos segundos y envíelo otra vez: se hace una sola vez.',
  RESET_LINK_INVALID: 'Este enlace ya se usó o es demasiado antiguo. Pida otro.',
  SUBSCRIPTION_NOT_FOUND: 'No tiene ningún servicio con este número.',
  TEMPORARILY_UNAVAILABLE:
    'En este momento no es posible. Inténtelo de nuevo en un minuto; no se ha perdido nada.',
  TIME_ZONE_UNKNOWN: 'Elija una zona horaria de la lista.',
  TOO_MANY_ATTEMPTS: 'Demasiados intentos. Espere antes de volver a probar, por favor.',
  TOO_MANY_REQUESTS: 'Demasiadas peticiones a la vez. Espere un poco e inténtelo de nuevo.',
  TOO_MANY_SEATS: 'Son más puestos de los que puede tener una centralita. Elija menos paquetes.',
  TOO_MANY_STREAMS:
    'Hay demasiadas páginas siguiendo pedidos en este momento. Cierre alguna o vuelva más tarde.',
  TOP_UP_AMOUNT_DIFFERS: 'El precio de este paquete ha cambiado. Cierre esta ventana y elija de nuevo.',
  TOP_UP_AMOUNT_INVALID: 'Escriba un importe de hasta 500, con dos decimales como máximo.',
  TOP_UP_EMPTY: 'Elija primero un importe.',
  TOP_UP_IN_PROGRESS: 'Hay una recarga de este servicio en curso. Espere a que termine.',
  TOP_UP_PACKAGE_UNKNOWN: 'Este paquete ya no se ofrece. Elija otro.',
  UNDER_AGE: 'Quien se registra debe ser mayor de edad.',
  UNREADABLE_ANSWER:
    'Hemos recibido una respuesta que esta página no puede leer. Inténtelo de nuevo; si vuelve a ocurrir, escríbanos.',
  USERNAME_INVALID: 'El nombre de usuario tiene de 2 a 60 letras, cifras, puntos o guiones, sin espacios.',
}
