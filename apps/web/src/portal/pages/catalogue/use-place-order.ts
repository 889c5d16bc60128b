import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { isApiError } from '../../../api/api-error.ts'
import { useAction } from '../../../kit/use-action.ts'
import { paymentMethodQuery } from '../../api/account.ts'
import { catalogueQuery } from '../../api/catalogue.ts'
import { orderListQuery, placeOrder } from '../../api/orders.ts'
import { emptyBasket } from './basket.ts'
import { type CheckedLine, orderRequestOf } from './basket-check.ts'
import { endsKey, isUnsure, sendingOf } from './sending.ts'
import { useBasket } from './use-basket.ts'

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** The order was placed a moment ago: its page says thank you. */
    justPlaced?: boolean
  }
}

/** Places what is in the basket, and leads to the order. However often the same basket is sent, it is ordered once. */
export function usePlaceOrder(checked: CheckedLine[]) {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const { basket, change } = useBasket()
  const action = useAction<void, void>(async () => {
    const body = orderRequestOf(checked, basket)
    const sending = await sendingOf(body, basket.sending)
    // Written down before it is sent: a page that is closed meanwhile does not know the answer either.
    change((before) => ({ ...before, sending: { ...sending, unsure: true } }))
    try {
      const { sfOrderId } = await placeOrder(body, sending.key)
      change(() => emptyBasket)
      void queryClient.invalidateQueries({ queryKey: orderListQuery.queryKey })
      await navigate({
        to: '/orders/$sfOrderId',
        params: { sfOrderId },
        state: { justPlaced: true },
        replace: true,
      })
    } catch (error) {
      const unsure = isUnsure(error)
      change((before) => ({
        ...before,
        sending: endsKey(error) ? undefined : { ...sending, unsure },
      }))
      if (!unsure) rereadFor(error)
      throw error
    }
  })

  /** The page showed something that is not so any more. */
  const rereadFor = (error: unknown) => {
    const isPayment = isApiError(error) && error.code === 'PAYMENT_METHOD_MISSING'
    void queryClient.invalidateQueries({
      queryKey: isPayment ? paymentMethodQuery.queryKey : catalogueQuery.queryKey,
    })
  }

  return { ...action, unsure: !action.isPending && basket.sending?.unsure === true }
}
