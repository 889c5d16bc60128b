import { IconReceipt } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { EmptyState } from '../../../kit/empty-state.tsx'
import { Loaded } from '../../../kit/loaded.tsx'
import { Page } from '../../../kit/page.tsx'
import { invoicesQuery } from '../../api/invoices.ts'
import { InvoiceTable } from './invoice-table.tsx'

/** All invoices of the customer, the newest first (R052). */
export function InvoiceListPage() {
  const t = useTranslations('invoices')
  const query = useQuery(invoicesQuery)
  return (
    <Page title={t('title')} intro={t('intro')}>
      <Loaded query={query}>
        {(invoices) =>
          invoices.length === 0 ? (
            <EmptyState
              icon={<IconReceipt size={40} stroke={1.4} aria-hidden />}
              title={t('noneTitle')}
              text={t('noneText')}
            />
          ) : (
            <InvoiceTable invoices={invoices} />
          )
        }
      </Loaded>
    </Page>
  )
}
