import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { isApiError } from '../../../api/api-error.ts'
import { useAction } from '../../../kit/use-action.ts'
import { paymentMethodQuery } from '../../api/account.ts'
import { orderListQuery } from '../../api/orders.ts'
import { placePbxOrder } from '../../api/pbx.ts'
import { endsKey, isUnsure } from '../catalogue/sending.ts'
import { emptyDraft, type PbxDraft, withoutHold } from './pbx-draft.ts'
import { usePbxDraft } from './pbx-draft-store.ts'
import { pbxOrderRequestOf } from './pbx-order-request.ts'
import { pbxSendingOf } from './pbx-sending.ts'
import { useWizard } from './use-step.ts'

/** Places the order and leads to its page. However often the same content is sent, it is ordered once (R081). */
export function usePlacePbxOrder() {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const { draft, change } = usePbxDraft()
  const { setRefusal } = useWizard()
  const action = useAction<void, void>(async () => {
    const body = pbxOrderRequestOf(draft)
    const sending = await pbxSendingOf(body, draft.sending)
    // Written down before it is sent: a page that is closed meanwhile does not know the answer either.
    change((before) => ({ ...before, sending: { ...sending, unsure: true } }))
    try {
      const { sfOrderId } = await placePbxOrder(body, sending.key)
      void queryClient.invalidateQueries({ queryKey: orderListQuery.queryKey })
      await navigate({
        to: '/orders/$sfOrderId',
        params: { sfOrderId },
        state: { justPlaced: true },
        replace: true,
      })
      // Once the page has gone: an empty draft would lead to the first step.
      change(() => emptyDraft)
    } catch (error) {
      const unsure = isUnsure(error)
      change((before) => afterRefusal({ ...before, sending: { ...sending, unsure } }, error))
      if (!unsure) {
        setRefusal(error)
        const isPayment = isApiError(error) && error.code === 'PAYMENT_METHOD_MISSING'
        void queryClient.invalidateQueries({ queryKey: isPayment ? paymentMethodQuery.queryKey : ['pbx'] })
      }
      throw error
    }
  })
  return { ...action, unsure: !action.isPending && draft.sending?.unsure === true }
}

/** What the answer says about the draft: a number that is gone is chosen again, a key that was used up is left behind. Pure. */
export function afterRefusal(draft: PbxDraft, error: unknown): PbxDraft {
  const code = isApiError(error) ? error.code : ''
  const { sending: _, ...withoutSending } = draft
  const kept: PbxDraft = endsKey(error) ? withoutSending : draft
  if (code === 'NUMBER_TAKEN' || code === 'HOLD_UNKNOWN') return withoutHold(kept)
  if (code === 'HOLD_EXPIRED' && kept.hold) return { ...kept, hold: { ...kept.hold, endsAtMs: 0 } }
  return kept
}
