import { IconCircleCheck, IconEyeExclamation, IconHourglass } from '@tabler/icons-react'
import type { ConsoleCustomerSummaryBody } from '@turnup/contracts'
import { ToneBadge } from '../../parts/tone-badge.tsx'

/** How far the registration is, and whether customer service should look. */
export function CustomerBadges({ customer }: { customer: ConsoleCustomerSummaryBody }) {
  return (
    <>
      {customer.state === 'active' ? (
        <ToneBadge tone="good" icon={IconCircleCheck}>
          Registered
        </ToneBadge>
      ) : (
        <ToneBadge tone="expected" icon={IconHourglass}>
          Registering
        </ToneBadge>
      )}
      {customer.reviewReason && (
        <ToneBadge tone="attention" icon={IconEyeExclamation}>
          To review
        </ToneBadge>
      )}
    </>
  )
}

export function customerName({ firstName, lastName }: ConsoleCustomerSummaryBody): string {
  return `${firstName} ${lastName}`
}
