import { Button, Group, Stack, Text } from '@mantine/core'
import { type ReactNode, useRef } from 'react'
import { announce } from './announce.tsx'
import { ErrorNotice } from './error-notice.tsx'
import { Loaded } from './loaded.tsx'
import type { Pages } from './use-pages.ts'

export interface LoadedPagesProps<Item> {
  pages: Pages<Item>
  /** Shown when there is nothing at all. */
  empty: ReactNode
  /** What one and several of the things are called, and the button: {@link PagesWords}. */
  words: PagesWords
  children: (items: Item[]) => ReactNode
}

export interface PagesWords {
  /** For example: 50 mails shown. */
  shown(count: number): string
  more: string
}

/** A list that comes page by page: what there is, how much of it, and the way to the rest. */
export function LoadedPages<Item>({ pages, empty, words, children }: LoadedPagesProps<Item>) {
  const asked = useRef(false)
  const more = async () => {
    if (asked.current) return
    asked.current = true
    const { data } = await pages.fetchNextPage()
    asked.current = false
    if (data) announce(words.shown(data.length))
  }
  return (
    <Loaded query={pages}>
      {(items) =>
        items.length === 0 ? (
          empty
        ) : (
          <Stack gap="md">
            {children(items)}
            {pages.isFetchNextPageError && (
              <ErrorNotice error={pages.error} onRetry={() => void more()} retrying={pages.isFetching} />
            )}
            <Group justify="center" gap="md">
              <Text size="sm" c="dimmed" className="figures">
                {words.shown(items.length)}
              </Text>
              {pages.hasNextPage && (
                <Button variant="default" onClick={() => void more()} loading={pages.isFetchingNextPage}>
                  {words.more}
                </Button>
              )}
            </Group>
          </Stack>
        )
      }
    </Loaded>
  )
}
