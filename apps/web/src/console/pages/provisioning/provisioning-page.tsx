import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Outlet, useNavigate, useSearch } from '@tanstack/react-router'
import { Page } from '../../../kit/page.tsx'
import { phaseCountsQuery, provisioningKey } from '../../api/provisioning.ts'
import { LiveNote } from '../../parts/live-note.tsx'
import { useLive } from '../../parts/use-live.ts'
import { PhaseBar } from './phase-bar.tsx'
import { ProvisioningFilters } from './provisioning-filters.tsx'
import { ProvisioningList } from './provisioning-list.tsx'
import { type ProvisioningSearch, tidySearch } from './provisioning-search.ts'

/** Orders of hosted PBXs: where each stands and what can be done (R197 to R201). Its dialogs open above it. */
export function ProvisioningPage() {
  const search = useSearch({ from: '/operator/provisioning' })
  const navigate = useNavigate({ from: '/provisioning' })
  const queryClient = useQueryClient()
  const { data: counts } = useQuery(phaseCountsQuery)
  const live = useLive('/api/console/orders/events', () => {
    void queryClient.invalidateQueries({ queryKey: provisioningKey }, { cancelRefetch: false })
  })
  const change = (part: ProvisioningSearch) =>
    void navigate({ search: (present) => tidySearch({ ...present, ...part }), replace: true })
  return (
    <>
      <Page
        title="Provisioning"
        intro="Every hosted PBX that was ordered: review, papers, number and tenant, with the next thing to do."
        aside={<LiveNote state={live} />}
      >
        <PhaseBar counts={counts} search={search} />
        <ProvisioningFilters
          search={search}
          onChange={change}
          onClear={() => void navigate({ search: {} })}
        />
        <ProvisioningList search={search} />
      </Page>
      <Outlet />
    </>
  )
}
