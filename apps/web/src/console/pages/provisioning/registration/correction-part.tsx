import { Alert, Button, List, Stack, Text, Title } from '@mantine/core'
import { IconPencilQuestion } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ProvisioningDetailBody } from '@turnup/contracts'
import { useRef, useState } from 'react'
import { Moment } from '../../../../kit/moment.tsx'
import { registrationReviewQuery } from '../../../api/provisioning.ts'
import { CorrectionForm } from './correction-form.tsx'
import { fieldWords, paperWords, sections } from './field-words.ts'
import { findingsOf } from './problem-notes.tsx'
import type { RegistrationPartProps } from './review-part.tsx'

/** Asks the customer to mend named fields, by a link that opens only those (R201, X43). */
export function CorrectionPart({ order, registration }: RegistrationPartProps) {
  // What the review has read already; it is not read for this.
  const { data: review } = useQuery({ ...registrationReviewQuery(order.orderId), enabled: false })
  const [isOpen, setOpen] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  const mayAsk = order.allowedActions.includes('request-correction')
  if (!mayAsk && !order.correction) return null
  return (
    <section aria-labelledby="correction">
      <Title order={2} size="h4" id="correction" mb="sm" data-part="correction" tabIndex={-1} ref={heading}>
        Correction by the customer
      </Title>
      <Stack gap="md" align="stretch">
        {order.correction && <Asked correction={order.correction} />}
        {mayAsk &&
          (isOpen ? (
            <CorrectionForm
              orderId={order.orderId}
              registration={registration}
              given={sections.flatMap(({ fields }) => fields.filter((field) => review?.values[field]))}
              findings={findingsOf(review?.problems ?? [], registration.problems)}
              onClose={() => {
                setOpen(false)
                // The form is gone, with the button that was pressed.
                heading.current?.focus()
              }}
            />
          ) : (
            <div>
              <Button
                size="sm"
                variant="default"
                leftSection={<IconPencilQuestion size={16} aria-hidden />}
                onClick={() => setOpen(true)}
              >
                {order.correction ? 'Ask for another correction' : 'Request a correction'}
              </Button>
            </div>
          ))}
      </Stack>
    </section>
  )
}

function Asked({ correction }: { correction: NonNullable<ProvisioningDetailBody['correction']> }) {
  const { requestedAt, submittedAt, fields, proofsOf, message } = correction
  return (
    <Alert
      color={submittedAt ? 'harbour' : 'ember'}
      variant="light"
      title={submittedAt ? 'The customer has sent a correction' : 'A correction was asked for'}
    >
      <Text size="sm">
        Asked for on <Moment at={requestedAt} />
        {submittedAt ? (
          <>
            , sent on <Moment at={submittedAt} />. Look the new details through.
          </>
        ) : (
          <>
            . The link works until <Moment at={correction.expiresAt} />.
          </>
        )}
      </Text>
      <List size="sm" mt={6}>
        {fields.map((field) => (
          <List.Item key={field}>{fieldWords[field]}</List.Item>
        ))}
        {proofsOf.map((kind) => (
          <List.Item key={kind}>{paperWords[kind]}</List.Item>
        ))}
      </List>
      <Text size="sm" mt={6} style={{ whiteSpace: 'pre-wrap' }}>
        {message}
      </Text>
    </Alert>
  )
}
