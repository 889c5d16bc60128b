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
  mainNavigation: 'Principal',
  language: 'Idioma',
  help: '¿Preguntas? Escriba a <mail></mail>',
  demo: 'Demostración',
  demoText:
    'Todos los sistemas externos se imitan en este equipo. Haga de atención al cliente, de banco y de buzón en el entorno de pruebas, y de operador en la consola.',
  demoSandbox: 'Abrir el entorno de pruebas',
  demoConsole: 'Abrir la consola',
  actingName: 'Actuar por un cliente',
  acting:
    '{name} actúa en nombre de {customer}. Todo lo que se haga aquí queda registrado con ambos nombres.',
  actingUntil: 'Hasta las {time}.',
  actingEnd: 'Dejar de actuar',
}
