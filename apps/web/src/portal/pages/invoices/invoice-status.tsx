import {
  IconAlertCircle,
  IconArrowBackUp,
  IconBan,
  IconCircleCheck,
  IconClockHour4,
} from '@tabler/icons-react'
import type { InvoiceSummaryBody } from '@turnup/contracts'
import { useTranslations } from 'use-intl'
import { StatusPill } from '../../../kit/status-pill.tsx'

const looks = {
  Overdue: { tone: 'attention', Icon: IconAlertCircle },
  Unpaid: { tone: 'waiting', Icon: IconClockHour4 },
  Paid: { tone: 'good', Icon: IconCircleCheck },
  Cancelled: { tone: 'ended', Icon: IconBan },
  Refunded: { tone: 'ended', Icon: IconArrowBackUp },
  Collections: { tone: 'attention', Icon: IconAlertCircle },
  Draft: { tone: 'ended', Icon: IconClockHour4 },
} as const

type Word = keyof typeof looks

/** True once the day it should have been paid on is over. */
export function isOverdue({ status, dueDate }: Pick<InvoiceSummaryBody, 'status' | 'dueDate'>): boolean {
  return status === 'Unpaid' && dueDate !== undefined && dueDate < new Date().toISOString().slice(0, 10)
}

/** How an invoice stands. A word of billing that we do not know is shown as it is. */
export function InvoiceStatus({ invoice }: { invoice: Pick<InvoiceSummaryBody, 'status' | 'dueDate'> }) {
  const t = useTranslations('invoices')
  const word = isOverdue(invoice) ? 'Overdue' : invoice.status
  const known = word in looks ? (word as Word) : undefined
  const { tone, Icon } = looks[known ?? 'Draft']
  return (
    <StatusPill tone={tone} icon={<Icon size={16} aria-hidden />}>
      {known ? t(`status${known}`) : word}
    </StatusPill>
  )
}
