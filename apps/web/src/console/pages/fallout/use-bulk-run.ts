import { useCallback, useEffect, useRef, useState } from 'react'
import type { BulkJob, BulkResult } from './bulk-job.ts'

export interface BulkRun {
  state: 'idle' | 'running' | 'stopping' | 'stopped' | 'failed' | 'done'
  total: number
  results: BulkResult[]
  error?: unknown
}

const idle: BulkRun = { state: 'idle', total: 0, results: [] }

/**
 * Carries out a job part by part, so that people see how far it is and can stop between parts. Only one at a time:
 * starting again while it runs does nothing.
 */
export function useBulkRun(onEnd: (run: BulkRun) => void) {
  const [run, setRun] = useState<BulkRun>(idle)
  const job = useRef<BulkJob>(undefined)
  const isRunning = useRef(false)
  const mayGoOn = useRef(true)
  // Whoever leaves the page has stopped it.
  useEffect(() => {
    mayGoOn.current = true
    return () => {
      mayGoOn.current = false
    }
  }, [])

  const goOn = useCallback(
    async (begun: BulkRun) => {
      if (isRunning.current || !job.current) return
      isRunning.current = true
      mayGoOn.current = true
      const end = await carryOut(
        job.current,
        { ...begun, state: 'running', error: undefined },
        () => mayGoOn.current,
        setRun,
      )
      isRunning.current = false
      setRun(end)
      onEnd(end)
    },
    [onEnd],
  )

  return {
    run,
    start: (wanted: BulkJob) => {
      if (isRunning.current) return
      job.current = wanted
      void goOn({ ...idle, total: wanted.total })
    },
    /** After a stop or a failure: from where it was. */
    resume: () => void goOn(run),
    stop: () => {
      mayGoOn.current = false
      setRun((present) => (present.state === 'running' ? { ...present, state: 'stopping' } : present))
    },
    clear: () => {
      if (!isRunning.current) setRun(idle)
    },
  }
}

async function carryOut(
  job: BulkJob,
  begun: BulkRun,
  mayGoOn: () => boolean,
  show: (run: BulkRun) => void,
): Promise<BulkRun> {
  let present = begun
  show(present)
  while (mayGoOn()) {
    try {
      const part = await job.next()
      if (!part) return { ...present, total: job.total, state: 'done' }
      present = { ...present, total: job.total, results: [...present.results, ...part] }
    } catch (error) {
      return { ...present, state: 'failed', error }
    }
    if (mayGoOn()) show(present)
  }
  return { ...present, state: 'stopped' }
}
