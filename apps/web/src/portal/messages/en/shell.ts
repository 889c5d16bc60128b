export const shell = {
  home: 'Home',
  claim: 'Everything about your lines, in one place.',
  shop: 'Shop',
  orders: 'Orders',
  services: 'Services',
  invoices: 'Invoices',
  support: 'Support',
  account: 'Account',
  mainNavigation: 'Main',
  language: 'Language',
  help: 'Questions? Write to <mail></mail>',
  demo: 'Demonstration',
  demoText:
    'All outside systems are imitated on this machine. Play customer service, the bank and the mailbox in the sandbox, and the operators in the console.',
  demoSandbox: 'Open the sandbox',
  demoConsole: 'Open the console',
}
