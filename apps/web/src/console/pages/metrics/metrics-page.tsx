import { Loader, SegmentedControl, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { OverviewBody } from '@turnup/contracts'
import { Loaded } from '../../../kit/loaded.tsx'
import { Moment } from '../../../kit/moment.tsx'
import { Page } from '../../../kit/page.tsx'
import { type OverviewRange, overviewQuery } from '../../api/metrics.ts'
import { StaleNotice } from '../connectors/stale-notice.tsx'
import { ActivationPicture } from './activation-picture.tsx'
import { FalloutPicture } from './fallout-picture.tsx'
import { Figures } from './figures.tsx'
import styles from './metrics.module.css'
import { OrdersOverTime } from './orders-over-time.tsx'
import { StatePicture } from './state-picture.tsx'
import { SystemsPicture } from './systems-picture.tsx'

const ranges: { value: OverviewRange; label: string }[] = [
  { value: '24h', label: '24 hours' },
  { value: '7d', label: '7 days' },
  { value: '30d', label: '30 days' },
]

/** The few pictures that matter (R144). */
export function MetricsPage() {
  const { range = '24h' } = useSearch({ from: '/operator/metrics' })
  const navigate = useNavigate({ from: '/metrics' })
  const overview = useQuery(overviewQuery(range))
  return (
    <Page
      title="Metrics"
      intro="How orders went, how long they took, and what stood in their way."
      aside={
        <div className={styles.range}>
          {overview.isPlaceholderData && <Loader size="xs" aria-label="Loading the numbers" />}
          <SegmentedControl
            aria-label="Time that is shown"
            // Colours that fade are hard to read while they do.
            transitionDuration={0}
            data={ranges}
            value={range}
            onChange={(value) => {
              const chosen = ranges.find((one) => one.value === value)?.value
              void navigate({ search: chosen === '24h' ? {} : { range: chosen }, replace: true })
            }}
          />
        </div>
      }
    >
      <StaleNotice query={overview} />
      <Loaded query={overview}>{(data) => <Pictures overview={data} />}</Loaded>
    </Page>
  )
}

function Pictures({ overview }: { overview: OverviewBody }) {
  return (
    <Stack gap="lg">
      <Figures overview={overview} />
      <OrdersOverTime overview={overview} />
      <div className={styles.pair}>
        <ActivationPicture overview={overview} />
        <StatePicture overview={overview} />
      </div>
      <SystemsPicture overview={overview} />
      <FalloutPicture overview={overview} />
      <Text size="sm" c="dimmed">
        From <Moment at={overview.from} /> to <Moment at={overview.to} />, read again every half minute. Days
        and hours begin in UTC.
      </Text>
    </Stack>
  )
}
