import { useSuspenseQuery } from '@tanstack/react-query'
import { useCallback, useSyncExternalStore } from 'react'
import { portalSessionQuery } from '../../api/session.ts'
import { type Basket, basketOf, changeBasket, watchBasket } from './basket.ts'

/** The basket of whoever is signed in, and how it is changed; every part of the page that shows it follows. */
export function useBasket(): { basket: Basket; change: (change: (basket: Basket) => Basket) => void } {
  const { data: session } = useSuspenseQuery(portalSessionQuery)
  const owner = session?.user.id ?? ''
  const basket = useSyncExternalStore(watchBasket, () => basketOf(owner))
  const change = useCallback(
    (next: (basket: Basket) => Basket) => {
      if (owner) changeBasket(owner, next)
    },
    [owner],
  )
  return { basket, change }
}
