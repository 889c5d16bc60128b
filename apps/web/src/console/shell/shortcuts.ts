import { useEffect, useEffectEvent, useSyncExternalStore } from 'react'

type Handler = (event: KeyboardEvent) => void

/** Each entry: the keys as typed one after the other ("g q", "/", "j") and what they do. */
export type Shortcuts = Record<string, Handler>

const sequencePauseMs = 1_200
const storageName = 'turnup.console.shortcuts'
const layers: { keys: string[]; run(keys: string, event: KeyboardEvent): void }[] = []
const listeners = new Set<() => void>()
let typedBefore = { key: '', at: 0 }

/**
 * Keys without Ctrl or Alt, while nobody types in a field and no dialog is open. Of two that are the same, the page that
 * came last wins.
 */
export function useShortcuts(shortcuts: Shortcuts): void {
  const run = useEffectEvent((keys: string, event: KeyboardEvent) => shortcuts[keys]?.(event))
  const names = Object.keys(shortcuts).sort().join('\n')
  useEffect(() => {
    const layer = { keys: names.split('\n'), run: (keys: string, event: KeyboardEvent) => run(keys, event) }
    layers.unshift(layer)
    if (layers.length === 1) document.addEventListener('keydown', onKeyDown)
    return () => {
      layers.splice(layers.indexOf(layer), 1)
      if (layers.length === 0) document.removeEventListener('keydown', onKeyDown)
    }
  }, [names])
}

/** Some people speak to their computer or brush keys; for them single keys can be switched off (WCAG 2.1.4). */
export function useShortcutsOn(): [boolean, (on: boolean) => void] {
  return [useSyncExternalStore(subscribe, areOn), switchShortcuts]
}

function areOn(): boolean {
  return localStorage.getItem(storageName) !== 'off'
}

function switchShortcuts(on: boolean): void {
  localStorage.setItem(storageName, on ? 'on' : 'off')
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || !areOn()) return
  if (isForSomethingElse(event.target)) return
  const isFollowing = event.timeStamp - typedBefore.at < sequencePauseMs
  const sequence = isFollowing && typedBefore.key !== '' ? `${typedBefore.key} ${event.key}` : ''
  const isBeginning = layers.some(({ keys }) => keys.some((one) => one.startsWith(`${event.key} `)))
  typedBefore = { key: sequence === '' && isBeginning ? event.key : '', at: event.timeStamp }
  for (const wanted of [sequence, event.key]) {
    const layer = layers.find(({ keys }) => wanted !== '' && keys.includes(wanted))
    if (!layer) continue
    event.preventDefault()
    typedBefore = { key: '', at: 0 }
    layer.run(wanted, event)
    return
  }
}

function isForSomethingElse(target: EventTarget | null): boolean {
  if (document.querySelector('[role="dialog"][aria-modal="true"]')) return true
  if (!(target instanceof Element)) return false
  const field = 'input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable]'
  return target.closest(`${field}, [role="menu"], [role="listbox"]`) !== null
}
