import { Group, Stack, Title } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { InvoiceBody } from '@turnup/contracts'
import { useTranslations } from 'use-intl'
import { FactList } from '../../../kit/fact-list.tsx'
import { TextLink } from '../../../kit/link.tsx'
import { Loaded } from '../../../kit/loaded.tsx'
import { Day } from '../../../kit/moment.tsx'
import { Money } from '../../../kit/money.tsx'
import { Page } from '../../../kit/page.tsx'
import { invoiceQuery } from '../../api/invoices.ts'
import styles from './invoice-lines.module.css'
import { InvoiceStatus } from './invoice-status.tsx'
import { PayButton } from './pay-button.tsx'

const route = getRouteApi('/customer/billing/invoices/$id')

/** One invoice with its lines and the way to pay it. */
export function InvoicePage() {
  const t = useTranslations('invoices')
  const { id } = route.useParams()
  const query = useQuery(invoiceQuery(id))
  return (
    <Page
      title={t('invoiceTitle', { number: query.data?.number ?? id })}
      above={
        <TextLink to="/billing/invoices" size="sm" display="inline-flex" mb="xs">
          <IconArrowLeft size={18} aria-hidden /> {t('title')}
        </TextLink>
      }
      aside={query.data && <InvoiceStatus invoice={query.data} />}
    >
      <Loaded query={query}>{(invoice) => <Invoice invoice={invoice} />}</Loaded>
    </Page>
  )
}

function Invoice({ invoice }: { invoice: InvoiceBody }) {
  const t = useTranslations('invoices')
  const { date, dueDate, paidAt, balance, items, total } = invoice
  return (
    <Stack gap="lg">
      <FactList
        facts={[
          date && { name: t('date'), value: <Day on={date} /> },
          dueDate && { name: t('due'), value: <Day on={dueDate} /> },
          paidAt && { name: t('paidOn'), value: <Day on={paidAt.slice(0, 10)} /> },
          balance && { name: t('balance'), value: <Money value={balance} /> },
        ]}
      />
      <section aria-labelledby="invoice-lines">
        <Title order={2} size="h4" mb="sm" id="invoice-lines">
          {t('lines')}
        </Title>
        <ul className={styles.lines}>
          {items.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of an invoice have no id and never move
            <li key={index}>
              {line.subscriptionId ? (
                <TextLink to="/subscriptions/$id" params={{ id: line.subscriptionId }} search={{}}>
                  {line.description}
                </TextLink>
              ) : (
                <span>{line.description}</span>
              )}
              <Money value={line.amount} />
            </li>
          ))}
          <li className={styles.total}>
            <span>{t('total')}</span>
            <Money value={total} />
          </li>
        </ul>
      </section>
      <Group>
        <PayButton invoice={invoice} />
      </Group>
    </Stack>
  )
}
