import type { shell as en } from '../en/shell.ts'

export const shell: Record<keyof typeof en, string> = {
  home: 'Inicio',
  claim: 'Todo sobre sus líneas, en un solo lugar.',
  shop: 'Tienda',
  orders: 'Pedidos',
  services: 'Servicios',
  invoices: 'Facturas',
  support: 'Ayuda',
  account: 'Cuenta',
  signOut: 'Cerrar sesión',
  mainNavigation: 'Principal',
  language: 'Idioma',
  signedInAs: 'Sesión de {name}',
  help: '¿Preguntas? Escriba a {email}',
  demo: 'Demostración',
  demoText:
    'Todos los sistemas externos se imitan en este equipo. Apruebe pedidos, añada tarjetas y lea el correo en el <sandbox></sandbox>; vea el lado de los operadores en la <console></console>.',
  demoSandbox: 'entorno de pruebas',
  demoConsole: 'consola',
}
