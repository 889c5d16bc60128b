import { Button, Stack } from '@mantine/core'
import type { InvoiceSummaryBody } from '@turnup/contracts'
import { useTranslations } from 'use-intl'
import { ErrorNotice } from '../../../kit/error-notice.tsx'
import { useBillingPage } from '../account/use-billing-page.ts'

/** Opens the invoice in billing, where it is paid; the customer is signed in there already (R052). */
export function PayButton({ invoice: { id, number, payable } }: { invoice: InvoiceSummaryBody }) {
  const t = useTranslations('invoices')
  const billing = useBillingPage()
  if (!payable) return null
  return (
    <Stack gap="xs" align="flex-start">
      <Button
        onClick={() => billing.open({ destination: 'invoice', invoiceId: id })}
        loading={billing.isPending}
        aria-label={t('payInvoice', { number })}
      >
        {t('pay')}
      </Button>
      {billing.error && <ErrorNotice error={billing.error} />}
    </Stack>
  )
}
