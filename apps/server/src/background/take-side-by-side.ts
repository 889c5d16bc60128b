import type { ProvisionRequest, StreamCursor } from '@turnup/domain'

export interface SideBySide {
  cursor: StreamCursor
  onRequest(request: ProvisionRequest): Promise<void>
  /** Resolves when nothing is being taken in any more. */
  atRest(): Promise<void>
}

/**
 * Takes requests in side by side, so many at most, where one after another would set the pace of all fulfilment. What
 * holds the stream together stays: a place is saved only after everything before it was taken in, and not at all after
 * a failure, so that the stream is read again from the place before.
 */
export function takeSideBySide(
  cursor: StreamCursor,
  take: (request: ProvisionRequest) => Promise<void>,
  most: number,
): SideBySide {
  const open = new Set<Promise<void>>()
  let failure: { cause: unknown } | undefined

  async function atRest(): Promise<void> {
    while (open.size > 0) await Promise.all(open)
  }

  return {
    atRest,
    async onRequest(request) {
      while (open.size >= most) await Promise.race(open)
      if (failure) throw failure.cause
      const taking = take(request).then(
        () => void open.delete(taking),
        (cause: unknown) => {
          open.delete(taking)
          failure ??= { cause }
        },
      )
      open.add(taking)
    },
    cursor: {
      async load() {
        // Reading begins anew: what failed before is delivered again.
        await atRest()
        failure = undefined
        return cursor.load()
      },
      async save(position) {
        await atRest()
        if (!failure) return cursor.save(position)
        const { cause } = failure
        failure = undefined
        throw cause
      },
    },
  }
}
