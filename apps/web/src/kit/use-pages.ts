import { type QueryKey, useInfiniteQuery } from '@tanstack/react-query'

export interface PageOf<Item> {
  items: Item[]
  /** Absent on the last page. */
  nextCursor?: string
}

export interface PagesOptions<Item> {
  queryKey: QueryKey
  readPage(cursor: string | undefined, signal: AbortSignal): Promise<PageOf<Item>>
  enabled?: boolean
  refetchIntervalMs?: number
}

/** A list that comes page by page, each behind the cursor of the one before; shown by `LoadedPages`. */
export function usePages<Item>({ queryKey, readPage, enabled, refetchIntervalMs }: PagesOptions<Item>) {
  return useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => readPage(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: PageOf<Item>) => last.nextCursor,
    select: ({ pages }) => pages.flatMap((page) => page.items),
    enabled,
    refetchInterval: refetchIntervalMs,
  })
}

export type Pages<Item> = ReturnType<typeof usePages<Item>>
