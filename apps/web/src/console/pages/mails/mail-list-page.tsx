import { IconMailCheck } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ConsoleMailBody } from '@turnup/contracts'
import { useState } from 'react'
import { EmptyState } from '../../../kit/empty-state.tsx'
import { LoadedPages } from '../../../kit/loaded-pages.tsx'
import { Page } from '../../../kit/page.tsx'
import { usePages } from '../../../kit/use-pages.ts'
import { type MailFilter, mailPages } from '../../api/mails.ts'
import { MailFilters } from './mail-filters.tsx'
import { MailTable } from './mail-table.tsx'
import { ResendDialog } from './resend-dialog.tsx'

const words = { shown: (count: number) => (count === 1 ? '1 mail' : `${count} mails`), more: 'Show more' }
const refetchIntervalMs = 15_000

/** Every mail with how far it got, those that failed first (R139). */
export function MailListPage() {
  const filter = useSearch({ from: '/operator/mails' })
  const navigate = useNavigate({ from: '/mails' })
  const [asked, setAsked] = useState<ConsoleMailBody>()
  const pages = usePages({ ...mailPages(filter), refetchIntervalMs })
  const change = (part: MailFilter) =>
    void navigate({ search: (present) => withoutAbsent({ ...present, ...part }), replace: true })
  return (
    <Page
      title="Mails"
      intro="What customers were told, and whether it reached their mail system. What a mail says is not kept where people can read it: it may hold links for one use."
    >
      <MailFilters filter={filter} onChange={change} />
      <LoadedPages
        pages={pages}
        words={words}
        empty={<NoMails isFiltered={Object.keys(filter).length > 0} />}
      >
        {(mails) => <MailTable mails={mails} onResend={setAsked} />}
      </LoadedPages>
      <ResendDialog mail={asked} onClose={() => setAsked(undefined)} />
    </Page>
  )
}

function NoMails({ isFiltered }: { isFiltered: boolean }) {
  return isFiltered ? (
    <EmptyState title="No mail is like this" text="Take a filter away to see more." />
  ) : (
    <EmptyState
      icon={<IconMailCheck size={36} aria-hidden />}
      title="No mail yet"
      text="The first one goes out when somebody signs up."
    />
  )
}

function withoutAbsent(filter: MailFilter): MailFilter {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined))
}
