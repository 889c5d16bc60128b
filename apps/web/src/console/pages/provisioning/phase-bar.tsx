import { Link } from '@tanstack/react-router'
import type { ProvisioningListBody } from '@turnup/contracts'
import styles from '../queue/queue.module.css'
import { type Phase, phaseLooks, phases } from './phase-badge.tsx'
import { isFinished, type ProvisioningSearch } from './provisioning-search.ts'

type Counts = ProvisioningListBody['counts']

/** In these phases it is somebody here who must act. */
const urgent: readonly Phase[] = [
  'pending',
  'identity-confirmed',
  'documents-uploaded',
  'failed',
  'blocked',
  'terminated',
]

export interface PhaseBarProps {
  counts: Counts | undefined
  search: ProvisioningSearch
}

/** The phases that have orders, with how many. */
export function PhaseBar({ counts, search }: PhaseBarProps) {
  const countOf = (phase: Phase) => counts?.find((one) => one.phase === phase)?.count ?? 0
  const sum = (some: Phase[]) =>
    counts ? some.reduce((total, phase) => total + countOf(phase), 0) : undefined
  const shown = phases.filter((phase) => countOf(phase) > 0 || search.phase === phase)
  const open = sum(phases.filter((phase) => !isFinished(phase)))
  return (
    <nav aria-label="Phases">
      <ul className={styles.views}>
        <View name="All" view={{}} search={search} count={sum(phases)} />
        <View name="Open" view={{ open: true }} search={search} count={open} />
        {shown.map((phase) => (
          <View
            key={phase}
            name={phaseLooks[phase].words}
            view={{ phase }}
            search={search}
            count={countOf(phase)}
            isUrgent={urgent.includes(phase)}
          />
        ))}
      </ul>
    </nav>
  )
}

interface ViewProps {
  name: string
  view: Pick<ProvisioningSearch, 'phase' | 'open'>
  search: ProvisioningSearch
  count: number | undefined
  isUrgent?: boolean
}

function View({ name, view, search, count, isUrgent }: ViewProps) {
  const isCurrent = search.phase === view.phase && search.open === view.open
  return (
    <li>
      <Link
        to="/provisioning"
        search={view}
        // What counts is the phase, whatever else is filtered.
        activeOptions={{ exact: true, includeSearch: true }}
        activeProps={{}}
        aria-current={isCurrent ? 'page' : undefined}
        className={styles.view}
        data-current={isCurrent || undefined}
      >
        {name}
        {count !== undefined && (
          <span className={styles.viewCount} data-urgent={(isUrgent && count > 0) || undefined}>
            {count}
          </span>
        )}
      </Link>
    </li>
  )
}
