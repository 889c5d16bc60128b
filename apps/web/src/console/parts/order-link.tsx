import { TextLink } from '../../kit/link.tsx'
import { orderName } from './order-words.ts'

export interface OrderLinkProps {
  order: { id: string; orderNumber?: string; crmOrderId?: string }
  /** Opens the panel of this step. */
  step?: string
}

/** The way to an order's page, under the name by which people call it. */
export function OrderLink({ order, step }: OrderLinkProps) {
  return (
    <TextLink to="/orders/$id" params={{ id: order.id }} search={step === undefined ? {} : { step }}>
      {orderName(order)}
    </TextLink>
  )
}
