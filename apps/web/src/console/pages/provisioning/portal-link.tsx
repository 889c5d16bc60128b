import { Button } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ProvisioningItemBody } from '@turnup/contracts'
import { provisioningQuery } from '../../api/provisioning.ts'

/** Papers are due, and they go to the carrier's own portal (R187). */
export function isPortalDue({
  phase,
  allowedActions,
}: Pick<ProvisioningItemBody, 'phase' | 'allowedActions'>) {
  return phase === 'identity-confirmed' && !allowedActions.includes('upload-documents')
}

/** The carrier's page for papers; its address comes with the order's details. */
export function PortalOfOrder({ orderId }: { orderId: string }) {
  const { data } = useQuery(provisioningQuery(orderId))
  const url = data?.registration?.portalUrl
  return url === undefined ? null : <PortalButton url={url} size="xs" />
}

export function PortalButton({ url, size = 'sm' }: { url: string; size?: 'xs' | 'sm' }) {
  return (
    <Button
      component="a"
      href={url}
      target="_blank"
      rel="noreferrer"
      size={size}
      variant="default"
      leftSection={<IconExternalLink size={16} aria-hidden />}
    >
      Upload proofs to provider
      <span className="visually-hidden"> (new tab)</span>
    </Button>
  )
}
