import { Modal } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import styles from './command-palette.module.css'
import { usePaletteEntries } from './use-palette-entries.ts'

export interface CommandPaletteProps {
  opened: boolean
  onClose(): void
  onHelp(): void
}

/** Go to any place, find an order or a customer, act on the page that is open: by typing. */
export function CommandPalette({ opened, onClose, onHelp }: CommandPaletteProps) {
  return (
    <Modal.Root opened={opened} onClose={onClose} yOffset="10vh" centered={false} size={620}>
      <Modal.Overlay />
      <Modal.Content aria-label="Find or go to">
        <Modal.Body p={0}>
          <Palette onClose={onClose} onHelp={onHelp} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}

const searchPauseMs = 200

function Palette({ onClose, onHelp }: Omit<CommandPaletteProps, 'opened'>) {
  const [text, setText] = useState('')
  const [searched] = useDebouncedValue(text.trim(), searchPauseMs)
  const { groups, isSearching, trouble } = usePaletteEntries(text.trim(), searched, onHelp)
  const entries = groups.flatMap((group) => group.entries)
  const [chosenId, setChosenId] = useState<string>()
  const chosen = entries.find(({ id }) => id === chosenId) ?? entries[0]
  const move = (by: number) => {
    const at = chosen ? entries.indexOf(chosen) : -1
    const next = entries[(at + by + entries.length) % entries.length]
    setChosenId(next?.id)
    if (next) document.getElementById(next.id)?.scrollIntoView({ block: 'nearest' })
  }
  const run = (entry = chosen) => {
    if (!entry) return
    onClose()
    entry.run()
  }
  const onKey = (key: string): boolean => {
    if (key === 'ArrowDown') move(1)
    else if (key === 'ArrowUp') move(-1)
    else if (key === 'Enter') run()
    else return false
    return true
  }
  return (
    <>
      <div className={styles.field}>
        <IconSearch size={20} aria-hidden />
        <input
          data-autofocus
          role="combobox"
          aria-label="Find or go to"
          aria-expanded="true"
          aria-controls="palette-list"
          aria-autocomplete="list"
          aria-activedescendant={chosen?.id}
          placeholder="Order number, customer, place or action…"
          spellCheck={false}
          autoComplete="off"
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value)
            setChosenId(undefined)
          }}
          onKeyDown={(event) => {
            if (!event.nativeEvent.isComposing && onKey(event.key)) event.preventDefault()
          }}
        />
      </div>
      <div id="palette-list" role="listbox" aria-label="What was found" className={styles.list}>
        {groups.map(({ title, entries: shown }) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options, not of form fields
          <div key={title} role="group" aria-label={title}>
            <div className={styles.title} aria-hidden="true">
              {title}
            </div>
            {shown.map((entry) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled by the field, which keeps the focus
              <div
                key={entry.id}
                id={entry.id}
                role="option"
                tabIndex={-1}
                aria-selected={entry === chosen}
                className={styles.entry}
                onClick={() => run(entry)}
                onPointerMove={() => entry !== chosen && setChosenId(entry.id)}
              >
                <entry.icon size={18} aria-hidden />
                <span className={styles.label}>{entry.label}</span>
                {entry.hint && <span className={styles.hint}>{entry.hint}</span>}
              </div>
            ))}
          </div>
        ))}
      </div>
      <p role="status" className={styles.status}>
        {trouble ?? (isSearching ? 'Searching…' : entries.length === 0 ? 'Nothing found.' : '\u00a0')}
      </p>
    </>
  )
}
