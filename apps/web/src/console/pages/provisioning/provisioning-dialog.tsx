import { Modal } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useCanGoBack, useNavigate, useRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useFocusBack } from '../../../kit/use-focus-back.ts'

export interface ProvisioningDialogProps {
  title: string
  children(close: () => void): ReactNode
}

/** A dialog with an address of its own: the way back closes it, and closing it leads back to where people came from. */
export function ProvisioningDialog({ title, children }: ProvisioningDialogProps) {
  const isNarrow = useMediaQuery('(max-width: 700px)', undefined, { getInitialValueInEffect: false })
  const router = useRouter()
  const navigate = useNavigate()
  const canGoBack = useCanGoBack()
  useFocusBack()
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
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {children(close)}
    </Modal>
  )
}
