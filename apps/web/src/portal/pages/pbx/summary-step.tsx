import { Button, Text, Textarea, TextInput, Title } from '@mantine/core'
import { useTranslations } from 'use-intl'
import { isApiError } from '../../../api/api-error.ts'
import { ErrorNotice } from '../../../kit/error-notice.tsx'
import { ButtonLink } from '../../../kit/link.tsx'
import { useFields } from '../../../kit/use-fields.ts'
import { AddressBanner } from '../account/address-banner.tsx'
import { PaymentMethodPrompt } from '../account/payment-method-prompt.tsx'
import { UnsureNotice } from '../catalogue/unsure-notice.tsx'
import { stepOfField } from './pbx-order-request.ts'
import { PriceList } from './price-list.tsx'
import { SummaryFacts } from './summary-facts.tsx'
import styles from './summary-step.module.css'
import { usePbxGates } from './use-pbx-gates.ts'
import { usePlacePbxOrder } from './use-place-pbx-order.ts'
import { useStep, useStepRefusal } from './use-step.ts'
import wizard from './wizard-page.module.css'

/** Everything once more, with what is paid each month and once, and the order itself (R178). */
export function SummaryStep() {
  const t = useTranslations('pbx')
  const shop = useTranslations('catalogue')
  const { setup, draft } = useStep()
  const order = usePlacePbxOrder()
  const gates = usePbxGates()
  return (
    <>
      <SummaryFacts />
      <section className={wizard.box} aria-labelledby="prices-heading">
        <Title order={2} id="prices-heading" className={wizard.heading}>
          {shop('priceSummary')}
        </Title>
        <PriceList setup={setup} draft={draft} />
        <Extras onChanged={() => order.isError && order.reset()} />
        <div className={styles.gates}>
          <AddressBanner order={3} />
          <PaymentMethodPrompt order={3} />
          {gates.unread && (
            <ErrorNotice
              error={gates.unread.error}
              title={shop('gatesUnread')}
              onRetry={() => void gates.unread?.refetch()}
              retrying={gates.unread.isFetching}
            />
          )}
          <Answer order={order} />
          {gates.reasons.length > 0 && (
            <div id="why-not-yet">
              <Text fw={600}>{shop('notYet')}</Text>
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
            {order.unsure ? shop('sendAgain') : t('placeOrder')}
          </Button>
          <Text id="afterwards" size="sm" c="dimmed">
            {t('afterwards')}
          </Text>
        </div>
      </section>
    </>
  )
}

/** A promotion code and a word to the people who set the PBX up. */
function Extras({ onChanged }: { onChanged: () => void }) {
  const shop = useTranslations('catalogue')
  const { draft, change } = useStep()
  const form = useFields({
    initialValues: { promoCode: draft.promoCode, notes: draft.notes },
    onChange: (values) => {
      change((before) => ({ ...before, ...values }))
      onChanged()
    },
  })
  useStepRefusal(form)
  return (
    <div className={styles.extras}>
      <TextInput
        label={shop('promoCode')}
        description={shop('optional')}
        maxLength={40}
        autoComplete="off"
        {...form.input('promoCode')}
      />
      <Textarea
        label={shop('notes')}
        description={shop('optional')}
        rows={3}
        maxLength={1000}
        {...form.input('notes')}
      />
    </div>
  )
}

/** What became of the last try, with the way to the step where it can be mended. */
function Answer({ order }: { order: ReturnType<typeof usePlacePbxOrder> }) {
  const t = useTranslations('pbx')
  const { error, unsure, isPending } = order
  if (isPending) return null
  if (unsure) return <UnsureNotice error={error} />
  if (!error) return null
  const step = isApiError(error) ? stepOfField(error.field) : undefined
  return (
    <>
      {step !== 'summary' && <ErrorNotice error={error} title={t('notPlaced')} />}
      {step !== undefined && step !== 'summary' && (
        <div>
          <ButtonLink to="/pbx/$step" params={{ step }} variant="light">
            {t('mendStep', { step: t(`${step}Step`) })}
          </ButtonLink>
        </div>
      )}
    </>
  )
}
