import { Button, Stack } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconPhoneOff } from '@tabler/icons-react'
import type { ProvisioningItemBody } from '@turnup/contracts'
import { useMemo, useRef } from 'react'
import { EmptyState } from '../../../kit/empty-state.tsx'
import { LoadedPages } from '../../../kit/loaded-pages.tsx'
import { usePages } from '../../../kit/use-pages.ts'
import { provisioningPages } from '../../api/provisioning.ts'
import queueStyles from '../queue/queue.module.css'
import { type CalmList, useCalmList } from '../queue/use-calm-list.ts'
import { useRowKeys } from '../queue/use-row-keys.ts'
import { ProvisioningCards } from './provisioning-cards.tsx'
import type { ProvisioningSearch } from './provisioning-search.ts'
import { ProvisioningTable } from './provisioning-table.tsx'

const words = { shown: (count: number) => (count === 1 ? '1 order' : `${count} orders`), more: 'Show more' }
const none: ProvisioningItemBody[] = []

/** A line of the queue; lists know their lines by `id`. */
export type ProvisioningRow = ProvisioningItemBody & { id: string }

export interface ProvisioningRowsProps {
  rows: ProvisioningRow[]
  /** Ids of those that the filter has no more. */
  gone: ReadonlySet<string>
}

/** The orders of a filter, kept up to date in place. */
export function ProvisioningList({ search }: { search: ProvisioningSearch }) {
  const { phase, provider, open, search: text } = search
  const filter = useMemo(() => ({ phase, provider, open, search: text }), [phase, provider, open, text])
  const pages = usePages(provisioningPages(filter))
  const items = pages.data ?? none
  const fresh = useMemo(() => items.map((item) => ({ ...item, id: item.orderId })), [items])
  const calm = useCalmList(fresh, JSON.stringify(filter), pages.hasNextPage)
  const list = useRef<HTMLDivElement>(null)
  const onKeyDown = useRowKeys(list, { select: () => undefined, refresh: calm.refresh })
  const isNarrow = useMediaQuery('(max-width: 900px)', undefined, { getInitialValueInEffect: false })
  const Rows = isNarrow ? ProvisioningCards : ProvisioningTable
  return (
    <Stack gap="sm">
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
              <Rows rows={calm.rows} gone={calm.gone} />
            </div>
          </>
        )}
      </LoadedPages>
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
        <div className={queueStyles.changes}>
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
  return (
    <EmptyState
      icon={<IconPhoneOff size={40} aria-hidden />}
      title={isFiltered ? 'Nothing here' : 'No PBX was ordered yet'}
      text={
        isFiltered
          ? 'No order is like this at the moment. Choose another phase, or take a filter away.'
          : 'The first one appears here by itself as soon as a customer places it. You can also order for a customer, from the customer’s page.'
      }
    />
  )
}
