import { Button, Text, Title } from '@mantine/core'
import { useTranslations } from 'use-intl'
import { isApiError } from '../../../api/api-error.ts'
import { ErrorNotice } from '../../../kit/error-notice.tsx'
import { AddressBanner } from '../account/address-banner.tsx'
import { PaymentMethodPrompt } from '../account/payment-method-prompt.tsx'
import { type CheckedLine, totalsOf } from './basket-check.ts'
import styles from './checkout-page.module.css'
import { lineRefusalOf } from './line-refusal.ts'
import { PriceLines } from './price-lines.tsx'
import { UnsureNotice } from './unsure-notice.tsx'
import { useCheckoutGates } from './use-checkout-gates.ts'
import type { usePlaceOrder } from './use-place-order.ts'

export interface CheckoutSummaryProps {
  checked: CheckedLine[]
  order: ReturnType<typeof usePlaceOrder>
}

/** What is paid when, what is missing, and the button; each reason against it stands beside it with its way out. */
export function CheckoutSummary({ checked, order }: CheckoutSummaryProps) {
  const t = useTranslations('catalogue')
  const gates = useCheckoutGates(checked)
  return (
    <section className={styles.box} aria-labelledby="summary-heading">
      <Title order={2} id="summary-heading" className={styles.heading} mb="xs">
        {t('priceSummary')}
      </Title>
      <PriceLines totals={totalsOf(checked)} />
      <div className={styles.gates}>
        <AddressBanner order={3} />
        {gates.needsPayment && <PaymentMethodPrompt order={3} />}
        {gates.unread && (
          <ErrorNotice
            error={gates.unread.error}
            title={t('gatesUnread')}
            onRetry={() => void gates.unread?.refetch()}
            retrying={gates.unread.isFetching}
          />
        )}
        <Answer order={order} />
        {gates.reasons.length > 0 && (
          <div id="why-not-yet">
            <Text fw={600}>{t('notYet')}</Text>
            <ul className={styles.reasons}>
              {gates.reasons.map((reason) => (
                <li key={reason}>{reason}</li>
              ))}
            </ul>
          </div>
        )}
        <Button
          size="lg"
          disabled={!gates.isOpen}
          loading={order.isPending}
          aria-describedby={gates.isOpen ? 'afterwards' : 'why-not-yet'}
          onClick={() => order.run()}
        >
          {order.unsure ? t('sendAgain') : t('placeOrder')}
        </Button>
        <Text id="afterwards" size="sm" c="dimmed">
          {t('afterwards')}
        </Text>
      </div>
    </section>
  )
}

/** What became of the last try, unless it belongs to a line or a field and is said there. */
function Answer({ order }: Pick<CheckoutSummaryProps, 'order'>) {
  const { error, unsure, isPending } = order
  if (isPending) return null
  if (unsure) return <UnsureNotice error={error} />
  const isElsewhere =
    lineRefusalOf(error) || (isApiError(error) && ['promoCode', 'notes'].includes(error.field ?? ''))
  return error && !isElsewhere ? <ErrorNotice error={error} /> : null
}
