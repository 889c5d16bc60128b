import { useNavigate } from '@tanstack/react-router'
import type { SubscriptionBody } from '@turnup/contracts'

/** Puts what was started into the address, where its progress is shown; without a reference there is nothing to follow. */
export function useFollowAction({ id }: Pick<SubscriptionBody, 'id'>): (activationRef?: string) => void {
  const navigate = useNavigate()
  return (activationRef) => {
    if (!activationRef) return
    void navigate({
      to: '/subscriptions/$id',
      params: { id },
      search: { action: activationRef },
      replace: true,
    })
  }
}
