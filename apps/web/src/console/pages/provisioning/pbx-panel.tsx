import { Stack, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ConsoleOrderBody, ProvisioningDetailBody } from '@turnup/contracts'
import { useEffect } from 'react'
import { FactList } from '../../../kit/fact-list.tsx'
import { TextLink } from '../../../kit/link.tsx'
import { Loaded } from '../../../kit/loaded.tsx'
import { Moment, RelativeMoment } from '../../../kit/moment.tsx'
import { Money } from '../../../kit/money.tsx'
import { provisioningQuery } from '../../api/provisioning.ts'
import { connectorName } from '../../parts/connector-name.ts'
import { PhaseBadge } from './phase-badge.tsx'
import styles from './provisioning.module.css'
import { ProvisioningActions } from './provisioning-actions.tsx'

/** What an order has to do with a hosted PBX; nothing for other orders. */
export function PbxPanel({ order }: { order: ConsoleOrderBody }) {
  return order.items.some(({ category }) => category === 'pbx') ? <Panel order={order} /> : null
}

function Panel({ order }: { order: ConsoleOrderBody }) {
  const query = useQuery(provisioningQuery(order.id))
  const { refetch } = query
  // The order's page is live: when it has changed, so may this have.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the change is the only reason to look again
  useEffect(() => void refetch({ cancelRefetch: false }), [order.updatedAt, refetch])
  return (
    <section aria-labelledby="pbx">
      <Title order={2} size="h4" id="pbx" mb="sm">
        Hosted PBX
      </Title>
      <Loaded query={query}>
        {(detail) => (
          <Stack gap="md">
            <div className={styles.panelHead}>
              <PhaseBadge phase={detail.phase} />
              <TextLink to="/provisioning" search={{ phase: detail.phase }}>
                In the provisioning queue
              </TextLink>
            </div>
            <ProvisioningActions
              // What the page offers already is not offered twice.
              item={{ ...detail, allowedActions: detail.allowedActions.filter((one) => one !== 'cancel') }}
              layout="page"
            />
            <div className={styles.columns}>
              <TenantFacts detail={detail} />
              <NumberFacts detail={detail} />
            </div>
          </Stack>
        )}
      </Loaded>
    </section>
  )
}

function TenantFacts({ detail }: { detail: ProvisioningDetailBody }) {
  const { customer, contact, admin, tenant, claim } = detail
  return (
    <FactList
      facts={[
        { name: 'Customer', value: customer.company ?? customer.name },
        { name: 'Contact', value: `${contact.name}, ${contact.email}, ${contact.phone}` },
        { name: 'Domain', value: detail.domain },
        { name: 'Extensions', value: detail.seats },
        { name: 'Administrator', value: `${admin.username} (${admin.email}), group ${admin.group}` },
        { name: 'Language, time zone', value: `${admin.language}, ${admin.timeZone}` },
        tenant && {
          name: 'Sign-in page',
          value: (
            <a href={tenant.loginUrl} target="_blank" rel="noreferrer">
              {tenant.loginUrl}
            </a>
          ),
        },
        claim && { name: 'Link to set the password', value: <Claim claim={claim} /> },
      ]}
    />
  )
}

function Claim({ claim }: { claim: NonNullable<ProvisioningDetailBody['claim']> }) {
  const { sentAt, expiresAt, usedAt, times } = claim
  if (usedAt)
    return (
      <>
        Used on <Moment at={usedAt} />
      </>
    )
  return (
    <>
      Sent on <Moment at={sentAt} />
      {times > 1 && ` (${times} times)`}, works until <Moment at={expiresAt} />
    </>
  )
}

function NumberFacts({ detail }: { detail: ProvisioningDetailBody }) {
  const { chosenNumber, number, registration, waiting, carrierOrder } = detail
  const place = [chosenNumber.place.city, chosenNumber.place.regionName, chosenNumber.place.country]
  return (
    <FactList
      facts={[
        { name: 'Provider', value: connectorName(detail.providerId) },
        { name: 'Number', value: number },
        number !== chosenNumber.number && { name: 'Chosen by the customer', value: chosenNumber.number },
        { name: 'Place', value: place.filter(Boolean).join(', ') },
        {
          name: 'Capacity',
          value: (
            <>
              {chosenNumber.planName}: <Money value={chosenNumber.monthly} /> monthly,{' '}
              <Money value={chosenNumber.setup} /> setup
            </>
          ),
        },
        registration && {
          name: 'Registration',
          value: `${registration.party === 'business' ? 'Business' : 'Personal'}, ${routeWords[registration.route]}`,
        },
        carrierOrder && {
          name: 'Order at the provider',
          value: carrierOrder.orderId + (carrierOrder.round > 1 ? `, attempt ${carrierOrder.round}` : ''),
        },
        carrierOrder?.verificationId && { name: 'Verification', value: carrierOrder.verificationId },
        waiting && { name: 'Waiting', value: <Waiting waiting={waiting} /> },
      ]}
    />
  )
}

const routeWords: Record<NonNullable<ProvisioningDetailBody['registration']>['route'], string> = {
  'portal-upload': 'papers in the provider’s portal',
  'api-upload': 'papers uploaded here',
  'order-first': 'number before the papers',
}

/** For whom or what, since when, and when somebody should ask (R196). */
function Waiting({ waiting }: { waiting: NonNullable<ProvisioningDetailBody['waiting']> }) {
  return (
    <>
      {waiting.for}, since <Moment at={waiting.since} />
      {waiting.lookAgainAt && (
        <>
          . Turnup looks again <RelativeMoment at={waiting.lookAgainAt} />
        </>
      )}
      {waiting.escalateAt && (
        <>
          . If nothing has changed by <Moment at={waiting.escalateAt} />, ask the provider
        </>
      )}
    </>
  )
}
