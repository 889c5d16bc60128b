import type { ConnectorSettingsBody } from '@turnup/contracts'
import { useEffect, useState } from 'react'
import { isApiError } from '../../../api/api-error.ts'
import { useErrorWords } from '../../../kit/use-error-words.ts'
import { changedFields, problemOf, type SettingDraft, type SettingDrafts } from './setting-draft.ts'
import { settingId } from './setting-field.tsx'

/** What is typed into the form of a connector, what is wrong with it, and where the focus should go. */
export function useSettingsForm({ fields }: ConnectorSettingsBody) {
  const words = useErrorWords()
  const [drafts, setDrafts] = useState<SettingDrafts>({})
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({})
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const [wanted, setWanted] = useState<{ path: string }>()
  const changed = changedFields(fields, drafts)

  useEffect(() => {
    if (wanted) document.getElementById(settingId(wanted.path))?.focus()
  }, [wanted])

  function draft(path: string, next: SettingDraft | undefined): void {
    setDrafts(({ [path]: _before, ...others }) => (next === undefined ? others : { ...others, [path]: next }))
    setErrors(({ [path]: _error, ...others }) => others)
    // The input of a secret appears with the click that asks for it, and the button goes with another.
    if (fields.find((field) => field.path === path)?.kind === 'secret' && isFirst(drafts[path], next))
      setWanted({ path })
  }

  function toggle(section: string, isOpen: boolean): void {
    setOpened((present) => {
      if (present.has(section) === isOpen) return present
      return isOpen ? new Set([...present, section]) : new Set([...present].filter((one) => one !== section))
    })
  }

  function show(path: string, message: string): void {
    setErrors({ [path]: message })
    const field = fields.find((one) => one.path === path)
    if (field?.section !== undefined) toggle(field.section, true)
    if (field?.kind === 'secret')
      setDrafts((present) => ({ ...present, [path]: present[path] ?? { to: 'value', text: '' } }))
    setWanted({ path })
  }

  return {
    drafts,
    errors,
    changed,
    draft,
    /** Headings whose settings are shown. */
    opened,
    toggle,
    clear() {
      setDrafts({})
      setErrors({})
    },
    /** @returns whether it can be sent; otherwise the first wrong field says why and has the focus */
    isFit(): boolean {
      for (const { field, draft: present } of changed) {
        const problem = problemOf(field, present)
        if (problem) {
          show(field.path, problem)
          return false
        }
      }
      return true
    },
    /** @returns whether the refusal names a field of the form, which says it then */
    take(error: unknown): boolean {
      const path = isApiError(error) ? error.field : undefined
      if (path === undefined || !fields.some((field) => field.path === path)) return false
      show(path, words(error))
      return true
    },
  }
}

function isFirst(before: SettingDraft | undefined, next: SettingDraft | undefined): boolean {
  return (before?.to === 'value') !== (next?.to === 'value')
}
