import { Button, Card, Stack, Text, Title } from '@mantine/core'
import { IconFileInvoice, IconMessages } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { ErrorNotice } from '../../../kit/error-notice.tsx'
import { Loaded } from '../../../kit/loaded.tsx'
import styles from './account.module.css'
import { usePaymentMethod } from './payment-method-prompt.tsx'
import { Row } from './row.tsx'
import { useBillingPage } from './use-billing-page.ts'

/** Payment methods, which billing alone keeps, and the way to invoices and support. */
export function BillingCard() {
  const t = useTranslations('account')
  const { query } = usePaymentMethod()
  const billing = useBillingPage()
  return (
    <Card component="section" aria-labelledby="account-billing">
      <Stack gap="sm">
        <Title order={2} size="h4" id="account-billing">
          {t('billingTitle')}
        </Title>
        <Loaded query={query}>
          {({ hasPaymentMethod }) => (
            <>
              <Text>{hasPaymentMethod ? t('paymentPresent') : t('paymentAbsent')}</Text>
              <Button
                variant={hasPaymentMethod ? 'default' : 'filled'}
                loading={billing.isPending}
                onClick={() => billing.open({ destination: 'payment-methods' })}
              >
                {hasPaymentMethod ? t('paymentManage') : t('paymentAdd')}
              </Button>
              <Text className={styles.quiet}>{t('paymentWhere')}</Text>
            </>
          )}
        </Loaded>
        {billing.error && <ErrorNotice error={billing.error} title={t('billingNotOpened')} />}
        <ul className={styles.rows}>
          <li>
            <Link to="/billing/invoices" className={styles.row}>
              <Row icon={<IconFileInvoice size={22} aria-hidden />} title={t('toInvoices')} />
            </Link>
          </li>
          <li>
            <Link to="/support" className={styles.row}>
              <Row icon={<IconMessages size={22} aria-hidden />} title={t('toSupport')} />
            </Link>
          </li>
        </ul>
      </Stack>
    </Card>
  )
}
