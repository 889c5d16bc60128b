import type { SsoLinkRequest } from '@turnup/contracts'
import { useRef } from 'react'
import { useTranslations } from 'use-intl'
import { useAction } from '../../../kit/use-action.ts'
import { createSsoLink } from '../../api/account.ts'

/**
 * Opens a page of the billing system, where the customer is signed in already (R049). Its tab opens in the click itself,
 * so that no pop-up blocker stops it; where there is none all the same, this tab goes there.
 * @returns `open` for the button, and `isPending` and `error` to show beside it
 */
export function useBillingPage() {
  const t = useTranslations('account')
  const opening = useRef(false)
  const action = useAction(async ({ to, tab }: { to: SsoLinkRequest; tab: Window | null }) => {
    try {
      const { url } = await createSsoLink(to)
      if (tab) tab.location.replace(url)
      else location.assign(url)
    } catch (error) {
      tab?.close()
      throw error
    }
  })
  const open = async (to: SsoLinkRequest) => {
    if (opening.current) return
    opening.current = true
    const tab = window.open('about:blank', '_blank')
    if (tab) {
      // The page of billing gets no hold on this one.
      tab.opener = null
      tab.document.title = t('billingOpens')
      tab.document.body.textContent = t('billingOpens')
    }
    await action.runAsync({ to, tab })
    opening.current = false
  }
  return { open: (to: SsoLinkRequest) => void open(to), isPending: action.isPending, error: action.error }
}
