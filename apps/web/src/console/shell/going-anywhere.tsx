import { useHotkeys } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useFocusBack } from '../../kit/use-focus-back.ts'
import { places } from './places.ts'
import { useShortcuts } from './shortcuts.ts'

const CommandPalette = lazy(() =>
  import('./command-palette.tsx').then(({ CommandPalette }) => ({ default: CommandPalette })),
)
const ShortcutHelp = lazy(() =>
  import('./shortcut-help.tsx').then(({ ShortcutHelp }) => ({ default: ShortcutHelp })),
)

type Dialog = 'palette' | 'help'

/** The command palette and the keys that lead anywhere; both are fetched when they are first wanted. */
export function GoingAnywhere({ children }: { children(open: Record<Dialog, () => void>): ReactNode }) {
  const navigate = useNavigate()
  const [dialog, setDialog] = useState<Dialog>()
  const [wanted, setWanted] = useState<ReadonlySet<Dialog>>(new Set())
  const show = (next: Dialog) => {
    setWanted((before) => (before.has(next) ? before : new Set([...before, next])))
    setDialog(next)
  }
  const close = () => setDialog(undefined)
  useFocusBack(dialog !== undefined)
  useHotkeys([['mod+K', () => (dialog === 'palette' ? close() : show('palette'))]], [])
  useShortcuts({
    ...Object.fromEntries(places.map(({ key, to }) => [`g ${key}`, () => void navigate({ to })])),
    '/': () => {
      const field = document.querySelector<HTMLInputElement>('input[data-search]')
      if (field) field.focus()
      else show('palette')
    },
    '?': () => show('help'),
  })
  return (
    <>
      {children({ palette: () => show('palette'), help: () => show('help') })}
      <Suspense>
        {wanted.has('palette') && (
          <CommandPalette opened={dialog === 'palette'} onClose={close} onHelp={() => show('help')} />
        )}
        {wanted.has('help') && <ShortcutHelp opened={dialog === 'help'} onClose={close} />}
      </Suspense>
    </>
  )
}
