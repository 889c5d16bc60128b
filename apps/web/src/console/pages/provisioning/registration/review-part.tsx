import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ProvisioningDetailBody } from '@turnup/contracts'
import { useEffect, useRef } from 'react'
import { announce } from '../../../../kit/announce.tsx'
import { Loaded } from '../../../../kit/loaded.tsx'
import { registrationReviewQuery } from '../../../api/provisioning.ts'
import { findingsOf } from './problem-notes.tsx'
import { ReviewSections } from './review-sections.tsx'

export type RegistrationBody = NonNullable<ProvisioningDetailBody['registration']>

export interface RegistrationPartProps {
  order: ProvisioningDetailBody
  registration: RegistrationBody
}

/** What the customer gave. It is read when the dialog opens, when a correction comes in, and when somebody asks for it. */
export function ReviewPart({ order, registration }: RegistrationPartProps) {
  const mayRead = order.allowedActions.includes('read-registration')
  const query = useQuery({ ...registrationReviewQuery(order.orderId), enabled: mayRead })
  useReadAfterCorrection(order.correction?.submittedAt, query.refetch)
  const readAgain = async () => {
    const { data } = await query.refetch()
    if (data) announce('Read again.')
  }
  return (
    <section aria-labelledby="given">
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4" id="given">
          {registration.party === 'business' ? 'Company and address' : 'Person and address'}
        </Title>
        {query.data && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconRefresh size={15} aria-hidden />}
            loading={query.isFetching}
            onClick={() => void readAgain()}
          >
            Read again
          </Button>
        )}
      </Group>
      {mayRead ? (
        <Stack gap="sm">
          <Text size="sm" c="dimmed">
            Personal data. That you read it is kept in the audit log.
          </Text>
          <Loaded query={query}>
            {(review) => (
              <ReviewSections
                review={review}
                requiredFields={registration.requiredFields}
                findings={findingsOf(review.problems, registration.problems)}
              />
            )}
          </Loaded>
        </Stack>
      ) : (
        <Alert color="harbour" variant="light">
          The personal data cannot be read by you now: your role is not enough for it, or the order has
          finished and the data was erased.
        </Alert>
      )}
    </section>
  )
}

/** What is looked through and submitted is what the customer gave last. */
function useReadAfterCorrection(submittedAt: string | undefined, refetch: () => Promise<unknown>): void {
  const before = useRef(submittedAt)
  useEffect(() => {
    if (submittedAt !== undefined && submittedAt !== before.current) void refetch()
    before.current = submittedAt
  }, [submittedAt, refetch])
}
