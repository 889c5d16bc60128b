import { IconMenu2, IconSearch, IconX } from '@tabler/icons-react'
import { useLocation } from '@tanstack/react-router'
import type { SiteBody } from '@turnup/contracts'
import { useState } from 'react'
import { Brand } from '../../kit/brand.tsx'
import styles from './console-shell.module.css'
import { OperatorMenu } from './operator-menu.tsx'
import { PlaceList } from './place-list.tsx'

export interface RailProps {
  site: SiteBody
  onSearch(): void
  onHelp(): void
}

/** The ways to every place: a rail beside the page, and on small screens a bar above it with a list that unfolds. */
export function ConsoleRail({ site, onSearch, onHelp }: RailProps) {
  const path = useLocation({ select: ({ pathname }) => pathname })
  const [openAt, setOpenAt] = useState<string>()
  // Whoever has gone somewhere has no more need of the list.
  const isOpen = openAt === path
  return (
    <header className={styles.rail}>
      <div className={styles.bar}>
        <Brand name={site.brandName} to="/" onDark />
        <button
          type="button"
          className={styles.unfold}
          aria-expanded={isOpen}
          aria-controls="places"
          onClick={() => setOpenAt(isOpen ? undefined : path)}
        >
          {isOpen ? <IconX size={20} aria-hidden /> : <IconMenu2 size={20} aria-hidden />}
          Menu
        </button>
      </div>
      <div id="places" className={styles.places} data-open={isOpen || undefined}>
        <button
          type="button"
          className={styles.search}
          onClick={onSearch}
          aria-keyshortcuts="Control+K Meta+K"
        >
          <IconSearch size={17} aria-hidden />
          <span>Find or go to</span>
          <kbd>{isMac ? '⌘K' : 'Ctrl K'}</kbd>
        </button>
        <PlaceList />
        <OperatorMenu site={site} onHelp={onHelp} />
      </div>
    </header>
  )
}

const isMac = /mac|iphone|ipad/i.test(navigator.userAgent)
