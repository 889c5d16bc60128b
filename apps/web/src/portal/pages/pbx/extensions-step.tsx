import { NativeSelect, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { ErrorNotice } from '../../../kit/error-notice.tsx'
import { FactList } from '../../../kit/fact-list.tsx'
import { Money } from '../../../kit/money.tsx'
import { useAction } from '../../../kit/use-action.ts'
import { useFields } from '../../../kit/use-fields.ts'
import { pbxDomainQuery } from '../../api/pbx.ts'
import { Price, useCycleWord } from '../catalogue/price-of.tsx'
import choices from './choices.module.css'
import { DomainStatus } from './domain-status.tsx'
import { extensionRange, seatsOf } from './pbx-prices.ts'
import { StepWays } from './step-ways.tsx'
import { domainQuestion, stateOf, useDomainCheck } from './use-domain-check.ts'
import { useStep, useStepRefusal } from './use-step.ts'
import styles from './wizard-page.module.css'

/** What will be set up: the address, the server, so many seats, and their extensions (R175). */
export function ExtensionsStep() {
  const t = useTranslations('pbx')
  const queryClient = useQueryClient()
  const { setup, draft, change, goOn } = useStep()
  const { server, maxSeats, firstExtension } = setup
  const [packageError, setPackageError] = useState<string>()
  const seats = seatsOf(setup, draft)
  const form = useFields({
    initialValues: {
      ownDomain: labelOf(draft.ownDomain || draft.domain, server.baseDomain),
      packages: '',
      features: '',
    },
    rules: { ownDomain: (text) => (text.trim() === '' ? t('domainMissing') : null) },
    onChange: (values) => change((before) => ({ ...before, ownDomain: values.ownDomain.trim() })),
  })
  const rest = useStepRefusal(form)
  const check = useDomainCheck('', form.values.ownDomain)
  const send = useAction<void, void>(async () => {
    const asked = domainQuestion('', form.getValues().ownDomain)
    const body = await queryClient.fetchQuery({ ...pbxDomainQuery(asked ?? {}), staleTime: 0 })
    if (stateOf(body) !== 'free' || body.domain === undefined) {
      const isTaken = stateOf(body) === 'taken'
      form.setFieldError('ownDomain', isTaken ? t('domainTakenError') : t('domainImpossible'))
      form.getInputNode('ownDomain')?.focus()
      return
    }
    const { domain } = body
    const sold = new Set([...setup.packages, ...setup.features].map(({ sku }) => sku))
    change((before) => ({
      ...before,
      domain,
      packages: Object.fromEntries(Object.entries(before.packages).filter(([sku]) => sold.has(sku))),
      features: before.features.filter((sku) => sold.has(sku)),
    }))
    goOn()
  })
  const submit = () => {
    const problem =
      seats === 0 ? t('seatsMissing') : seats > maxSeats ? t('seatsTooMany', { max: maxSeats }) : undefined
    setPackageError(problem)
    if (problem) document.querySelector<HTMLElement>('[data-packages] select')?.focus()
    else send.run()
  }
  return (
    <form className={`${styles.box} ${styles.fields}`} noValidate onSubmit={form.submit(submit)}>
      <Packages error={packageError ?? form.errors.packages} onChanged={() => setPackageError(undefined)} />
      {setup.features.length > 0 && <Features error={form.errors.features} />}
      <TextInput
        label={t('domain')}
        description={t('domainHint', { base: server.baseDomain })}
        required
        withAsterisk={false}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={253}
        {...form.input('ownDomain')}
      />
      <DomainStatus
        check={check}
        idle=""
        onChoose={(domain) => form.setValues({ ownDomain: labelOf(domain, server.baseDomain) })}
      />
      <FactList
        facts={[
          { name: t('factServer'), value: `${server.name} (${server.baseDomain})` },
          { name: t('factSeats'), value: <span className="figures">{seats}</span> },
          {
            name: t('factExtensions'),
            value: (
              <span className="figures">{extensionRange(firstExtension, seats) ?? t('seatsMissing')}</span>
            ),
          },
        ]}
      />
      {send.error && <ErrorNotice error={send.error} />}
      {rest !== undefined && <ErrorNotice error={rest} />}
      <StepWays loading={send.isPending} />
    </form>
  )
}

function Packages({ error, onChanged }: { error: React.ReactNode; onChanged: () => void }) {
  const t = useTranslations('pbx')
  const shop = useTranslations('catalogue')
  const cycleWord = useCycleWord()
  const { setup, draft, change } = useStep()
  return (
    <fieldset className={styles.group} data-packages aria-describedby={error ? 'packages-error' : undefined}>
      <legend>{t('packages')}</legend>
      {setup.packages.map((one) => {
        const quantity = draft.packages[one.sku] ?? 0
        return (
          <div
            key={one.sku}
            className={`${choices.choice} ${choices.counted}`}
            data-chosen={quantity > 0 || undefined}
          >
            <span>
              <span className={choices.name}>{one.name}</span>
              <span className={choices.about}>
                {t.rich('perSeat', {
                  amount: () => <Money key="amount" value={one.pricePerSeat} />,
                  cycle: cycleWord(one.billingCycle),
                })}
              </span>
            </span>
            <Price price={one.price} cycle={one.billingCycle} />
            <NativeSelect
              aria-label={`${shop('quantity')} ${shop('quantityOf', { name: one.name })}`}
              value={String(quantity)}
              data={Array.from({ length: Math.max(one.maxQuantity, quantity) + 1 }, (_, count) =>
                String(count),
              )}
              onChange={(event) => {
                const wished = Number(event.currentTarget.value)
                change((before) => ({ ...before, packages: { ...before.packages, [one.sku]: wished } }))
                onChanged()
              }}
            />
          </div>
        )
      })}
      {error && (
        <p id="packages-error" role="alert" className={styles.error}>
          {error}
        </p>
      )}
    </fieldset>
  )
}

function Features({ error }: { error: React.ReactNode }) {
  const t = useTranslations('pbx')
  const { setup, draft, change } = useStep()
  const toggle = (sku: string, isOn: boolean) =>
    change((before) => {
      const others = before.features.filter((one) => one !== sku)
      return { ...before, features: isOn ? [...others, sku] : others }
    })
  return (
    <fieldset className={styles.group}>
      <legend>{t('features')}</legend>
      {setup.features.map(({ sku, name, description, price, billingCycle }) => (
        <label key={sku} className={choices.choice}>
          <input
            type="checkbox"
            checked={draft.features.includes(sku)}
            onChange={(event) => toggle(sku, event.currentTarget.checked)}
          />
          <span>
            <span className={choices.name}>{name}</span>
            <span className={choices.about}>{description}</span>
          </span>
          <Price price={price} cycle={billingCycle} />
        </label>
      ))}
      {error && (
        <p role="alert" className={styles.error}>
          {error}
        </p>
      )}
    </fieldset>
  )
}

/** People type the part before the base domain. Pure. */
export function labelOf(domain: string, baseDomain: string): string {
  return domain.endsWith(`.${baseDomain}`) ? domain.slice(0, -baseDomain.length - 1) : domain
}
