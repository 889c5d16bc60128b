import type { InvoiceSummaryBody } from '@turnup/contracts'
import { useTranslations } from 'use-intl'
import { TextLink } from '../../../kit/link.tsx'
import { Day } from '../../../kit/moment.tsx'
import { Money } from '../../../kit/money.tsx'
import { InvoiceStatus } from './invoice-status.tsx'
import styles from './invoice-table.module.css'
import { PayButton } from './pay-button.tsx'

/** A table on a desk; on a phone each row becomes a card, with the column's name before each value. */
export function InvoiceTable({ invoices }: { invoices: InvoiceSummaryBody[] }) {
  const t = useTranslations('invoices')
  return (
    <table className={styles.table} aria-label={t('title')}>
      <thead>
        <tr>
          {(['number', 'date', 'due', 'total', 'status'] as const).map((column) => (
            <th key={column} scope="col">
              {t(column)}
            </th>
          ))}
          <th scope="col">
            <span className="visually-hidden">{t('pay')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {invoices.map((invoice) => (
          <tr key={invoice.id}>
            <th scope="row" data-name={t('number')}>
              <TextLink to="/billing/invoices/$id" params={{ id: invoice.id }}>
                {invoice.number}
              </TextLink>
            </th>
            <td data-name={t('date')}>{invoice.date && <Day on={invoice.date} />}</td>
            <td data-name={t('due')}>{invoice.dueDate && <Day on={invoice.dueDate} />}</td>
            <td data-name={t('total')}>
              <Money value={invoice.total} />
            </td>
            <td data-name={t('status')}>
              <InvoiceStatus invoice={invoice} />
            </td>
            <td className={styles.pay}>
              <PayButton invoice={invoice} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
