import { useQueryClient } from '@tanstack/react-query'
import type { HoldNumberRequest } from '@turnup/contracts'
import { useTranslations } from 'use-intl'
import { isApiError } from '../../../api/api-error.ts'
import { announce } from '../../../kit/announce.tsx'
import { useAction } from '../../../kit/use-action.ts'
import { extendHold, holdNumber, releaseHold } from '../../api/pbx.ts'
import { withHold, withoutHold } from './pbx-draft.ts'
import { usePbxDraft } from './pbx-draft-store.ts'

/** The number cannot be had any more, whoever has it now. */
export function isTaken(error: unknown): boolean {
  return isApiError(error) && error.code === 'NUMBER_TAKEN'
}

/** Choosing a number, keeping it longer, and giving it up. */
export function useHold() {
  const t = useTranslations('pbx')
  const { draft, change } = usePbxDraft()
  const queryClient = useQueryClient()
  const choose = useAction((body: HoldNumberRequest) => holdNumber(body), {
    onSuccess: (hold) => {
      change((before) => withHold(before, hold, Date.now()))
      announce(t('heldNow', { number: hold.offer.number }))
    },
    onError: (error) => {
      // Somebody else was faster: what the list shows is not so any more.
      if (isTaken(error)) void queryClient.invalidateQueries({ queryKey: ['pbx', 'numbers'] })
    },
  })
  const extend = useAction((holdId: string) => extendHold(holdId), {
    onSuccess: (hold) => {
      change((before) => withHold(before, hold, Date.now()))
      announce(t('heldLonger', { number: hold.offer.number }))
    },
    onError: (error) => {
      if (isApiError(error) && ['HOLD_EXPIRED', 'HOLD_UNKNOWN'].includes(error.code)) {
        change((before) => (before.hold ? { ...before, hold: { ...before.hold, endsAtMs: 0 } } : before))
      }
    },
  })
  const giveUp = () => {
    const { hold } = draft
    change(withoutHold)
    // What does not hear of it gives the number up by itself when its time is over.
    if (hold) void releaseHold(hold.holdId).catch(() => undefined)
  }
  return { choose, extend, giveUp }
}
