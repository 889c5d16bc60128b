/** Ctrl-C in a terminal reaches us from the terminal, from npm and from our own wrapper at nearly the same time. */
const sameKeystrokeMs = 500

export interface StopRequests {
  /** Resolves when somebody asks to stop: Ctrl-C, a signal, or the end of whoever started us. */
  requested: Promise<string>
  /** Called when they ask once more. */
  onInsisting(act: () => void): void
}

/** Listens for requests to stop from now on; the process no longer ends by itself on these signals. */
export function listenForStop(): StopRequests {
  const { promise, resolve } = Promise.withResolvers<string>()
  let firstAt: number | undefined
  let insist: () => void = () => {}
  const ask = (reason: string) => {
    if (firstAt === undefined) {
      firstAt = performance.now()
      resolve(reason)
    } else if (performance.now() - firstAt > sameKeystrokeMs) insist()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => ask(signal))
  // The wrapper in scripts/ holds a channel to us; it closes even when the wrapper is killed.
  process.on('disconnect', () => ask('disconnect'))
  // Listening to it must not keep a process alive that has nothing else to do, after a start that failed.
  process.channel?.unref()
  return {
    requested: promise,
    onInsisting(act) {
      insist = act
    },
  }
}
