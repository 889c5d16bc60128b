import { Alert, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import type { ProvisioningDetailBody } from '@turnup/contracts'
import { type RefObject, useEffect, useEffectEvent, useRef } from 'react'
import { TextLink } from '../../../../kit/link.tsx'
import { Loaded } from '../../../../kit/loaded.tsx'
import { provisioningQuery, registrationReviewQuery } from '../../../api/provisioning.ts'
import { connectorName } from '../../../parts/connector-name.ts'
import { orderName } from '../../../parts/order-words.ts'
import { PhaseBadge } from '../phase-badge.tsx'
import { OrderTrouble } from '../provisioning-cells.tsx'
import { ProvisioningDialog } from '../provisioning-dialog.tsx'
import type { RegistrationPart } from '../provisioning-search.ts'
import { CorrectionPart } from './correction-part.tsx'
import { PapersPart } from './papers-part.tsx'
import { ReviewPart } from './review-part.tsx'
import { SubmitPart } from './submit-part.tsx'

/** The regulatory dialog: look the registration through, ask for a correction, add papers, submit (R185 to R187, R200). */
export function RegistrationDialog() {
  const { id } = useParams({ from: '/operator/provisioning/$id/registration' })
  const { part } = useSearch({ from: '/operator/provisioning/$id/registration' })
  const query = useQuery(provisioningQuery(id))
  return (
    <ProvisioningDialog title="Regulatory details" orderId={id}>
      {() => <Loaded query={query}>{(order) => <Registration order={order} part={part} />}</Loaded>}
    </ProvisioningDialog>
  )
}

interface RegistrationProps {
  order: ProvisioningDetailBody
  part: RegistrationPart | undefined
}

function Registration({ order, part }: RegistrationProps) {
  const name = orderName({ ...order, id: order.orderId })
  const place = useRef<HTMLDivElement>(null)
  useStartAt(place, part, order.orderId)
  return (
    <Stack gap="xl" ref={place}>
      <Stack gap={6}>
        <Group gap="sm">
          <PhaseBadge phase={order.phase} />
          <Text span>
            Order{' '}
            <TextLink to="/orders/$id" params={{ id: order.orderId }}>
              {name}
            </TextLink>
          </Text>
        </Group>
        <Text c="dimmed">
          {order.customer.company ?? order.customer.name}, {order.number} by {connectorName(order.providerId)}
        </Text>
        <OrderTrouble item={{ error: order.error }} />
      </Stack>
      {order.registration ? (
        <>
          <ReviewPart order={order} registration={order.registration} />
          <CorrectionPart order={order} registration={order.registration} />
          <PapersPart order={order} registration={order.registration} />
          <SubmitPart order={order} />
        </>
      ) : (
        <Alert color="harbour" variant="light">
          This number needs no registration: it is ordered as soon as you provision the order.
        </Alert>
      )}
    </Stack>
  )
}

/** People who came for one part begin there, by eye and by keyboard; also when what stands above it comes later. */
function useStartAt(
  place: RefObject<HTMLElement | null>,
  part: RegistrationPart | undefined,
  orderId: string,
): void {
  const { isSuccess: isRead } = useQuery({ ...registrationReviewQuery(orderId), enabled: false })
  const headingOf = useEffectEvent(() => place.current?.querySelector<HTMLElement>(`[data-part="${part}"]`))
  useEffect(() => {
    if (part) headingOf()?.focus()
  }, [part])
  useEffect(() => {
    const heading = headingOf()
    if (isRead && heading && heading === document.activeElement) heading.scrollIntoView({ block: 'start' })
  }, [isRead])
}
