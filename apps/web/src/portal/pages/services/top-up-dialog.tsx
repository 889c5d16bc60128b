import { Button, Group, Modal, NumberInput, Radio, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { CatalogueItemBody, TopUpRequest } from '@turnup/contracts'
import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { isApiError } from '../../../api/api-error.ts'
import { ErrorNotice } from '../../../kit/error-notice.tsx'
import { formatMoney } from '../../../kit/format-money.ts'
import { regionalLocale } from '../../../kit/regional-locale.ts'
import { useAction } from '../../../kit/use-action.ts'
import { useErrorWords } from '../../../kit/use-error-words.ts'
import { useFocusBack } from '../../../kit/use-focus-back.ts'
import { useIdempotencyKey } from '../../../kit/use-idempotency-key.ts'
import { catalogueQuery } from '../../api/catalogue.ts'
import { topUp } from '../../api/services.ts'
import { PaymentMethodPrompt } from '../account/payment-method-prompt.tsx'
import type { ServiceDialogProps } from './subscription-actions.tsx'
import { useFollowAction } from './use-follow-action.ts'

const usualAmounts = [5, 10, 20, 50]
const largestAmount = 500
const ownAmount = 'own'

/** More data or credit: a package of the catalogue or an amount, with what will be charged before it is (R112, R115). */
export default function TopUpDialog({ subscription, onClose }: ServiceDialogProps) {
  const t = useTranslations('services')
  useFocusBack()
  const kit = useTranslations('kit')
  const locale = useLocale()
  const errorWords = useErrorWords()
  const packages = usePackages(subscription.recurringAmount.currency)
  const [choice, setChoice] = useState('10')
  const [amount, setAmount] = useState<number | string>('')
  const idempotency = useIdempotencyKey()
  const follow = useFollowAction(subscription)
  const { currency } = subscription.recurringAmount
  const request = requestOf(choice, amount)
  const price = priceOf(request, packages, currency, locale)
  const action = useAction((body: TopUpRequest) => topUp(subscription.id, body, idempotency.key()))
  const pay = async () => {
    if (!request) return
    const answer = await action.runAsync(request)
    if (!answer) return
    follow(answer.activationRef)
    onClose()
  }
  const choose = (value: string) => {
    setChoice(value)
    idempotency.renew()
    action.reset()
  }
  const isOfAmount = isApiError(action.error) && action.error.field === 'amount' && choice === ownAmount
  const needsCard = isApiError(action.error) && action.error.code === 'PAYMENT_METHOD_MISSING'
  return (
    <Modal opened onClose={onClose} title={t('topUpTitle')} closeButtonProps={{ 'aria-label': kit('close') }}>
      <Stack>
        <Radio.Group label={t('topUpChoose')} value={choice} onChange={choose}>
          <Stack gap="xs" mt="xs">
            {packages.map(({ sku, name, price: packagePrice }) => (
              <Radio
                key={sku}
                value={`package:${sku}`}
                label={`${name}: ${formatMoney(packagePrice, locale)}`}
              />
            ))}
            {usualAmounts.map((usual) => (
              <Radio key={usual} value={String(usual)} label={formatMajor(usual, currency, locale)} />
            ))}
            <Radio value={ownAmount} label={t('topUpOwn')} />
          </Stack>
        </Radio.Group>
        {choice === ownAmount && (
          <NumberInput
            label={t('topUpAmount', { currency })}
            min={0}
            max={largestAmount}
            clampBehavior="none"
            hideControls
            inputMode="decimal"
            value={amount}
            onChange={(value) => {
              setAmount(value)
              idempotency.renew()
            }}
            error={isOfAmount ? errorWords(action.error) : undefined}
          />
        )}
        <Text size="sm">{price ? t('topUpCharged', { price }) : t('topUpChooseFirst')}</Text>
        {needsCard && <PaymentMethodPrompt order={3} />}
        {action.error && !isOfAmount && !needsCard && <ErrorNotice error={action.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {kit('cancel')}
          </Button>
          <Button onClick={() => void pay()} loading={action.isPending} disabled={!request}>
            {t('topUpConfirm')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

/** Add-ons of the catalogue in the currency of the service; a catalogue that is away leaves the amounts. */
function usePackages(currency: string): CatalogueItemBody[] {
  const { data } = useQuery(catalogueQuery)
  return (data?.items ?? []).filter(
    ({ itemClass, orderable, price, category }) =>
      itemClass === 'add-on' &&
      orderable &&
      price.currency === currency &&
      (category === 'esim' || category === 'sim'),
  )
}

function requestOf(choice: string, amount: number | string): TopUpRequest | undefined {
  if (choice.startsWith('package:')) return { packageCode: choice.slice('package:'.length) }
  const major = Number(choice === ownAmount ? amount : choice)
  return major > 0 ? { amount: major } : undefined
}

function priceOf(
  request: TopUpRequest | undefined,
  packages: CatalogueItemBody[],
  currency: string,
  locale: string,
): string | undefined {
  if (request?.amount !== undefined) return formatMajor(request.amount, currency, locale)
  const chosen = packages.find(({ sku }) => sku === request?.packageCode)
  return chosen && formatMoney(chosen.price, locale)
}

function formatMajor(major: number, currency: string, locale: string): string {
  return new Intl.NumberFormat(regionalLocale(locale), {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  }).format(major)
}
