import type { support as en } from '../en/support.ts'

export const support: Record<keyof typeof en, string> = {
  title: 'Ayuda',
  intro: 'Pregúntenos aquí y vea en qué estado está. También puede escribir a <mail></mail>.',
  ask: 'Haga una consulta',
  subject: '¿De qué se trata?',
  subjectExample: 'Por ejemplo: mi línea va lenta',
  message: 'Su consulta',
  messageHelp:
    'Desde cuándo, en qué línea, qué ha probado ya. Por favor, no envíe contraseñas ni números de tarjeta.',
  send: 'Enviar',
  fillIn: 'Rellene este campo.',
  openedTitle: 'Hemos recibido su consulta',
  openedText: 'Su número es {number}. Nuestro equipo le responderá.',
  openedNoNumber: 'Aparecerá en la lista en cuanto tenga número. Nuestro equipo le responderá.',
  askMore: 'Hacer otra consulta',
  cases: 'Sus casos',
  casesHelp: 'Consultas, comprobaciones y cancelaciones que atiende nuestro equipo.',
  noCases: 'No hay casos',
  noCasesText: 'Aquí verá lo que nos consulte y en qué estado está.',
  number: 'N.º {number}',
  typeEligibility: 'Comprobación de disponibilidad',
  typeIdentity: 'Verificación de identidad',
  typeCancellation: 'Cancelación',
  statusNew: 'Recibido',
  statusWorking: 'En curso',
  statusClosed: 'Cerrado',
}
