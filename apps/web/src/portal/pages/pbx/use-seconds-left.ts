import { useEffect, useState } from 'react'

/** Whole seconds until a moment of this browser's clock, counted down; 0 afterwards. */
export function useSecondsLeft(endsAtMs: number): number {
  const [nowMs, setNowMs] = useState(() => Date.now())
  const left = Math.max(0, Math.ceil((endsAtMs - nowMs) / 1000))
  const isOver = left === 0
  useEffect(() => {
    setNowMs(Date.now())
    if (isOver && endsAtMs <= Date.now()) return
    const timer = setInterval(() => setNowMs(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [endsAtMs, isOver])
  return left
}

/** 9:05 */
export function clockText(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
