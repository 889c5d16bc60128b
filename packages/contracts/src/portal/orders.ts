import { z } from 'zod'
import { Instant, MoneyBody, textOf } from '../common.ts'
import { OrderPbxBody } from './pbx.ts'

/** R071, X15. */
export const OrderItemRequest = z.object({
  productId: z
    .union([z.string().trim().min(1).max(80), z.int().positive()])
    .describe('SKU or Product2 id; a number is the product id of billing (X15).'),
  billingCycle: z
    .string()
    .max(40)
    .optional()
    .describe('Advisory: the product itself decides about its billing cycle.'),
  quantity: z.int().min(1).max(100).default(1),
  configOptions: z
    .record(z.string().min(1).max(80), z.string().max(200))
    .optional()
    .describe('Chosen options by key; those left out take their default.'),
  notes: textOf(500).optional(),
})
export type OrderItemRequest = z.infer<typeof OrderItemRequest>

export const PlaceOrderRequest = z
  .object({
    items: z.array(OrderItemRequest).min(1).max(50),
    promoCode: textOf(40).optional(),
    notes: textOf(1000).optional(),
  })
  .meta({
    id: 'PlaceOrderRequest',
    examples: [
      {
        items: [{ productId: 'ESIM-DATA-20', quantity: 1, configOptions: { '21': '212' } }],
        promoCode: 'SPRING',
      },
    ],
  })
export type PlaceOrderRequest = z.infer<typeof PlaceOrderRequest>

export const PlacedOrderBody = z
  .object({
    sfOrderId: z.string().describe('Id of the order in Salesforce.'),
    status: z.literal('Pending Review'),
  })
  .meta({ id: 'PlacedOrder', examples: [{ sfOrderId: '801xx0000000001AAA', status: 'Pending Review' }] })
export type PlacedOrderBody = z.infer<typeof PlacedOrderBody>

export const orderStatuses = ['Pending Review', 'Activating', 'Provisioned', 'Failed', 'Cancelled'] as const
export const OrderStatus = z.enum(orderStatuses)
export type OrderStatus = z.infer<typeof OrderStatus>

export const TimelineEventBody = z
  .object({ id: z.string(), at: Instant, kind: z.string(), text: z.string() })
  .meta({ id: 'TimelineEvent' })
export type TimelineEventBody = z.infer<typeof TimelineEventBody>

const OrderLineBody = z.object({
  sku: z.string(),
  name: z.string(),
  category: z.enum(['internet', 'sim', 'esim', 'vpn', 'pbx', 'other']),
  billingCycle: z.enum(['monthly', 'annually', 'one-time']),
  quantity: z.int(),
  unitPrice: MoneyBody,
  configOptions: z.record(z.string(), z.string()),
})

const orderParts = {
  status: OrderStatus,
  whmcsOrderId: z.string().optional(),
  whmcsServiceIds: z.array(z.number()).optional(),
  placedAt: Instant,
  lastUpdatedAt: Instant,
  items: z.array(OrderLineBody),
  totals: z
    .object({ monthly: MoneyBody, annually: MoneyBody, once: MoneyBody })
    .describe('Before promotions and taxes, which billing works out.'),
  maskedIccid: z.string().optional(),
  actionRequired: z.string().optional().describe('What the customer has to do so that the order goes on.'),
  cancellable: z.boolean(),
  pbx: OrderPbxBody.optional(),
}

/** R074, and what the order page shows besides. */
export const OrderBody = z
  .object({ sfOrderId: z.string(), ...orderParts, timeline: z.array(TimelineEventBody) })
  .meta({ id: 'Order' })
export type OrderBody = z.infer<typeof OrderBody>

export const OrderSummaryBody = z
  .object({
    id: z.string().describe('Our own id; goes into `before` for the next page.'),
    sfOrderId: z.string().optional().describe('Absent for the moment in which the CRM does not have it yet.'),
    ...orderParts,
  })
  .meta({ id: 'OrderSummary' })
export type OrderSummaryBody = z.infer<typeof OrderSummaryBody>

export const OrderListQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(25),
  before: z.uuid().optional().describe('Id of the last order of the page before.'),
})
export type OrderListQuery = z.infer<typeof OrderListQuery>

export const OrderListBody = z.object({ orders: z.array(OrderSummaryBody) }).meta({ id: 'OrderList' })
export type OrderListBody = z.infer<typeof OrderListBody>

export const CancelOrderRequest = z
  .object({ reason: textOf(500).optional() })
  .meta({ id: 'CancelOrderRequest', examples: [{ reason: 'Ordered twice by mistake' }] })
export type CancelOrderRequest = z.infer<typeof CancelOrderRequest>
