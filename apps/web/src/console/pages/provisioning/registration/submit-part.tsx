import { Alert } from '@mantine/core'
import { IconPencilQuestion } from '@tabler/icons-react'
import type { ProvisioningDetailBody } from '@turnup/contracts'
import { Moment } from '../../../../kit/moment.tsx'
import { ProvisioningActions } from '../provisioning-actions.tsx'
import styles from './registration.module.css'

/** What comes next; while a correction is awaited, nothing goes to the provider (R201). */
export function SubmitPart({ order }: { order: ProvisioningDetailBody }) {
  const { correction } = order
  const isAwaited = correction !== undefined && correction.submittedAt === undefined
  // What this dialog itself offers is not offered again at its end.
  const here = ['read-registration', 'request-correction', 'upload-documents', 'cancel']
  const allowedActions = order.allowedActions.filter((action) => !here.includes(action))
  if (isAwaited)
    return (
      <Alert
        color="harbour"
        variant="light"
        icon={<IconPencilQuestion aria-hidden />}
        title="Waiting for the customer’s correction"
      >
        Asked for on <Moment at={correction.requestedAt} />; the link works until{' '}
        <Moment at={correction.expiresAt} />. Until then the registration cannot be submitted.
      </Alert>
    )
  if (allowedActions.length === 0) return null
  return (
    <section aria-label="What comes next" className={styles.kind}>
      <ProvisioningActions item={{ ...order, allowedActions }} layout="dialog" />
    </section>
  )
}
