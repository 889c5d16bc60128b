import type { account as en } from '../en/account.ts'

export const account: Record<keyof typeof en, string> = {
  addressMissingTitle: 'Falta completar su dirección',
  addressMissingAll:
    'La necesitamos antes de que pueda hacer un pedido: figura en sus facturas y nos dice qué podemos ofrecerle.',
  addressMissingParts: 'Antes de que pueda hacer un pedido, nos falta: {parts}.',
  addressComplete: 'Completar la dirección',
  partStreet: 'la calle',
  partCity: 'la ciudad',
  partState: 'el estado o la provincia',
  partPostalCode: 'el código postal',
  partCountry: 'el país',
  paymentMissingTitle: 'Añada un método de pago',
  paymentMissingText:
    'Podrá hacer pedidos en cuanto haya uno. Los datos de su tarjeta van directamente a nuestro sistema de facturación, que se abre en otra pestaña; nosotros nunca vemos el número.',
  paymentAdd: 'Añadir un método de pago',
  paymentLookAgain: 'Ya lo he añadido',
  paymentNotSeen:
    'Todavía no lo vemos. Añádalo y guárdelo en la página de facturación; al volver aquí lo comprobamos de nuevo.',
  paymentMethodFound: 'Su método de pago está registrado. Ya puede hacer pedidos.',
  billingOpens: 'Abriendo la facturación, un momento…',
  billingNotOpened: 'No se pudo abrir la página de facturación',
}
