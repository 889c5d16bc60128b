import { Button, Text } from '@mantine/core'
import type { OrderBody } from '@turnup/contracts'
import { lazy, Suspense, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { TextLink } from '../../../kit/link.tsx'

const CancelOrderDialog = lazy(() => import('./cancel-order-dialog.tsx'))

export interface CancelOrderProps {
  order: OrderBody
  /** The button is gone by then: the focus has to go somewhere else. */
  onCancelled: () => void
}

/** The way back: at once while the order awaits review, by asking people while it is set up, by its service afterwards. */
export function CancelOrder({ order, onCancelled }: CancelOrderProps) {
  const t = useTranslations('orders')
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  if (order.status === 'Cancelled') return null
  if (!order.cancellable && !open) return <AskInstead order={order} />
  return (
    <div>
      <Button ref={button} variant="default" onClick={() => setOpen(true)}>
        {t('cancel')}
      </Button>
      {open && (
        <Suspense fallback={null}>
          <CancelOrderDialog
            sfOrderId={order.sfOrderId}
            onClose={(cancelled) => {
              setOpen(false)
              if (cancelled) onCancelled()
              else button.current?.focus()
            }}
          />
        </Suspense>
      )}
    </div>
  )
}

function AskInstead({ order }: { order: OrderBody }) {
  const t = useTranslations('orders')
  const isActive = order.status === 'Provisioned'
  return (
    <Text c="dimmed">
      {isActive ? t('cancelActive') : t('cancelStarted')}{' '}
      {isActive ? (
        <TextLink to="/subscriptions">{t('toServices')}</TextLink>
      ) : (
        <TextLink to="/support">{t('toSupport')}</TextLink>
      )}
    </Text>
  )
}
