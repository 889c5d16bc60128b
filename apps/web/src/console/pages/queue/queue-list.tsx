import { Button, Stack } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconMoodSmile, IconSearchOff } from '@tabler/icons-react'
import type { ConsoleOrderSummaryBody } from '@turnup/contracts'
import { useMemo, useRef, useState } from 'react'
import { EmptyState } from '../../../kit/empty-state.tsx'
import { LoadedPages } from '../../../kit/loaded-pages.tsx'
import { usePages } from '../../../kit/use-pages.ts'
import { queuePages } from '../../api/queue.ts'
import { BulkBar } from './bulk-bar.tsx'
import { BulkOutcome } from './bulk-outcome.tsx'
import { type BulkResult, outcomeWords } from './bulk-result.ts'
import styles from './queue.module.css'
import { QueueCards } from './queue-cards.tsx'
import { filterOf, type QueueSearch } from './queue-search.ts'
import { QueueTable } from './queue-table.tsx'
import { type CalmList, useCalmList } from './use-calm-list.ts'
import { useRowKeys } from './use-row-keys.ts'

const words = { shown: (count: number) => (count === 1 ? '1 order' : `${count} orders`), more: 'Show more' }
const none: ConsoleOrderSummaryBody[] = []

export interface QueueListProps {
  search: QueueSearch
  today: Date
  mayAct: boolean
}

/** The orders of a filter, kept up to date in place, with what is selected of them. */
export function QueueList({ search, today, mayAct }: QueueListProps) {
  const filter = useMemo(() => filterOf(search, today), [search, today])
  const key = JSON.stringify(filter)
  const pages = usePages(queuePages(filter))
  const calm = useCalmList(pages.data ?? none, key, pages.hasNextPage)
  const [chosen, setChosen] = useState<{ key: string; ids: ReadonlySet<string> }>({ key, ids: new Set() })
  const ids = chosen.key === key ? chosen.ids : new Set<string>()
  const [result, setResult] = useState<BulkResult>()
  const selection = {
    ids,
    setAll: (all: string[]) => setChosen({ key, ids: new Set(all) }),
    toggle: (id: string) => setChosen({ key, ids: new Set(ids.symmetricDifference(new Set([id]))) }),
  }
  const list = useRef<HTMLDivElement>(null)
  const onKeyDown = useRowKeys(list, {
    select: (id) => mayAct && selection.toggle(id),
    refresh: calm.refresh,
  })
  const isNarrow = useMediaQuery('(max-width: 760px)', undefined, { getInitialValueInEffect: false })
  const Rows = isNarrow ? QueueCards : QueueTable
  const selected = calm.rows.filter((order) => ids.has(order.id))
  return (
    <Stack gap="sm">
      {result && (
        <BulkOutcome key={outcomeWords(result)} result={result} onClose={() => setResult(undefined)} />
      )}
      <h2 className="visually-hidden">Orders</h2>
      <LoadedPages
        pages={pages}
        words={words}
        empty={<NothingHere isFiltered={Object.keys(search).length > 0} />}
      >
        {() => (
          <>
            <ChangesNote calm={calm} />
            {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys go to the links inside */}
            <div ref={list} onKeyDown={onKeyDown}>
              <Rows rows={calm.rows} gone={calm.gone} mayAct={mayAct} selection={selection} />
            </div>
          </>
        )}
      </LoadedPages>
      {mayAct && selected.length > 0 && (
        <BulkBar
          orders={selected}
          onClear={() => selection.setAll([])}
          onDone={(done) => {
            setResult(done)
            selection.setAll([])
          }}
        />
      )}
    </Stack>
  )
}

function ChangesNote({ calm }: { calm: CalmList<unknown> }) {
  const came = calm.news === 0 ? '' : calm.news === 1 ? '1 new order' : `${calm.news} new orders`
  const went = calm.gone.size === 0 ? '' : `${calm.gone.size} no longer in this view`
  const text = [came, went].filter(Boolean).join(', ')
  return (
    <div role="status">
      {text && (
        <div className={styles.changes}>
          <span>{text}</span>
          <Button size="xs" variant="light" onClick={calm.refresh} aria-keyshortcuts="r">
            {calm.news > 0 ? 'Show' : 'Tidy up'}
          </Button>
        </div>
      )}
    </div>
  )
}

function NothingHere({ isFiltered }: { isFiltered: boolean }) {
  return isFiltered ? (
    <EmptyState
      icon={<IconMoodSmile size={40} aria-hidden />}
      title="Nothing here"
      text="No order is like this at the moment. Choose another view, or take a filter away."
    />
  ) : (
    <EmptyState
      icon={<IconSearchOff size={40} aria-hidden />}
      title="No order yet"
      text="The first one appears here by itself as soon as a customer places it."
    />
  )
}
