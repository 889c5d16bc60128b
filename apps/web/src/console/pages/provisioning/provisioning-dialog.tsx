import { Modal } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useCanGoBack, useNavigate, useRouter } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'

export interface ProvisioningDialogProps {
  title: string
  orderId: string
  children(close: () => void): ReactNode
}

/** A dialog with an address of its own: the way back closes it, and closing it leads back to where people came from. */
export function ProvisioningDialog({ title, orderId, children }: ProvisioningDialogProps) {
  const isNarrow = useMediaQuery('(max-width: 700px)', undefined, { getInitialValueInEffect: false })
  const router = useRouter()
  const navigate = useNavigate()
  const canGoBack = useCanGoBack()
  useFocusOnRow(orderId)
  const close = () => {
    if (canGoBack) router.history.back()
    else void navigate({ to: '/provisioning', search: (present) => ({ ...present, part: undefined }) })
  }
  return (
    <Modal
      opened
      onClose={close}
      title={title}
      size={860}
      centered={false}
      fullScreen={isNarrow}
      radius={isNarrow ? 0 : undefined}
      returnFocus={false}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {children(close)}
    </Modal>
  )
}

/** Afterwards the focus is on the order's name in the queue: the button that led here may give way to the next one. */
function useFocusOnRow(orderId: string): void {
  useEffect(
    () => () => {
      requestAnimationFrame(() =>
        document.querySelector<HTMLElement>(`[data-row-link="${CSS.escape(orderId)}"]`)?.focus(),
      )
    },
    [orderId],
  )
}
