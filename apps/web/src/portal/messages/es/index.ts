import { kitEs as kit } from '../../../kit/messages/es.ts'
import type { PortalMessages } from '../portal-messages.ts'
import { account } from './account.ts'
import { catalogue } from './catalogue.ts'
import { errors } from './errors.ts'
import { invoices } from './invoices.ts'
import { orders } from './orders.ts'
import { pbx } from './pbx.ts'
import { services } from './services.ts'
import { shell } from './shell.ts'
import { support } from './support.ts'

const messages: PortalMessages = {
  kit,
  shell,
  account,
  catalogue,
  orders,
  services,
  invoices,
  support,
  pbx,
  errors,
}
export default messages
