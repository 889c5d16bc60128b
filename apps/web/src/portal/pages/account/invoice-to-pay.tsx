import { IconFileInvoice } from '@tabler/icons-react'
import type { InvoiceSummaryBody } from '@turnup/contracts'
import { useLocale, useTranslations } from 'use-intl'
import { formatMoney } from '../../../kit/format-money.ts'
import { ButtonLink } from '../../../kit/link.tsx'
import { Day } from '../../../kit/moment.tsx'
import { isOverdue } from '../invoices/invoice-status.tsx'
import { PayButton } from '../invoices/pay-button.tsx'
import { NoticeCard } from './notice-card.tsx'

export function InvoiceToPay({ invoice }: { invoice: InvoiceSummaryBody }) {
  const t = useTranslations('account')
  const locale = useLocale()
  const { id, number, dueDate, balance, total } = invoice
  const amount = formatMoney(balance ?? total, locale)
  return (
    <NoticeCard
      tone="attention"
      order={3}
      icon={<IconFileInvoice size={22} />}
      title={t('invoiceWaits', { amount })}
      action={
        <>
          <PayButton invoice={invoice} />
          <ButtonLink to="/billing/invoices/$id" params={{ id }} variant="default">
            {t('invoiceOpen')}
          </ButtonLink>
        </>
      }
    >
      {t('invoiceNumber', { number })}{' '}
      {dueDate &&
        t.rich(isOverdue(invoice) ? 'invoiceWasDue' : 'invoiceDue', { day: () => <Day on={dueDate} /> })}
    </NoticeCard>
  )
}
