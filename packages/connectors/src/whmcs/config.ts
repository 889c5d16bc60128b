import { z } from 'zod'

/** Settings of the WHMCS connector; the titles and descriptions are the form in the console. */
export const WhmcsConfig = z.object({
  url: z.url({ protocol: /^https?$/ }).meta({
    title: 'WHMCS address',
    description: 'The address of the installation itself; includes/api.php is added to it.',
    receives: ['identifier', 'secret', 'accessKey'],
  }),
  identifier: z.string().min(1).meta({ title: 'API identifier', secret: true }),
  secret: z.string().min(1).meta({ title: 'API secret', secret: true }),
  accessKey: z.string().min(1).optional().meta({
    title: 'API access key',
    description: 'Only where configuration.php sets one to let calls past the list of allowed addresses.',
    secret: true,
  }),
  /** WHMCS refuses AddOrder without one, whatever its default is (X21). */
  paymentMethod: z.string().min(1).meta({
    title: 'Payment gateway',
    description: 'System name of the gateway that orders and charges use, for example "stripe".',
  }),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .meta({ title: 'Currency', description: 'ISO 4217 code in which clients are billed.' }),
  customerNumberFieldId: z.coerce
    .string()
    .regex(/^\d+$/)
    .default('198')
    .meta({ title: 'Client custom field of the customer number', description: 'Its numeric id.' }),
  orderMarkerFieldName: z.string().min(1).default('Turnup reference').meta({
    title: 'Product custom field of the order reference',
    description: 'A text field, shown on the order form, on every product that is sold.',
  }),
  crmOrderFieldName: z.string().min(1).default('Salesforce order').meta({
    title: 'Product custom field of the CRM order id',
    description: 'Filled on products that have it.',
  }),
  orderCustomerNumberFieldName: z.string().min(1).default('Customer number').meta({
    title: 'Product custom field of the customer number',
    description: 'Filled on products that have it; the client has it in any case.',
  }),
  trustOrderNotes: z.boolean().default(false).meta({
    title: 'Rely on order notes alone',
    description:
      'Lets orders pass whose products all lack the reference field. Only where this WHMCS is known to keep the notes of AddOrder.',
  }),
  suppressWelcomeMail: z.boolean().default(true).meta({
    title: 'Keep WHMCS from sending its own welcome mail',
    description: 'Turnup welcomes new customers itself.',
  }),
  departmentId: z.coerce
    .string()
    .regex(/^\d+$/)
    .default('1')
    .meta({ title: 'Support department', description: 'Numeric id of the department that gets tickets.' }),
  ssoBasePath: z.string().default('').meta({
    title: 'Path in front of the client area pages',
    description: 'Empty unless the client area is not at the address above.',
  }),
  timeoutMs: z.coerce
    .number()
    .int()
    .min(100)
    .max(120_000)
    .default(30_000)
    .meta({ title: 'Longest wait for an answer', unit: 'milliseconds' }),
})
export type WhmcsConfig = z.infer<typeof WhmcsConfig>
