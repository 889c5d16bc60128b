import { Text } from '@mantine/core'
import type { OverviewBody } from '@turnup/contracts'
import { TextLink } from '../../../kit/link.tsx'
import { connectorName } from '../../parts/connector-name.ts'
import { BarTable } from './bar-table.tsx'
import { durationInWords } from './chart-scale.ts'
import { share } from './figures.tsx'
import { Picture } from './picture.tsx'

/** Bars are full at this share at least, so that a few failures do not look like a disaster. */
const smallestFull = 0.1

export function SystemsPicture({ overview: { outsideSystems } }: { overview: OverviewBody }) {
  const rows = outsideSystems.toSorted((one, other) => other.errorRate - one.errorRate)
  const full = Math.max(smallestFull, ...rows.map(({ errorRate }) => errorRate))
  const time = (ms: number | undefined) => (ms === undefined ? '–' : durationInWords(ms))
  return (
    <Picture
      title="Outside systems"
      about={`Calls made for orders. Failed: not reached, throttled, credentials refused, or no answer. A refusal for a business reason is no fault of the system. A full bar is ${share(full)}.`}
    >
      {rows.length === 0 ? (
        <Text>No call was made in this time.</Text>
      ) : (
        <BarTable
          caption="Error rates of outside systems"
          nameHeading="System"
          valueHeading="Error rate"
          moreHeadings={['Calls', 'Failed', 'Refused', 'Half within', '95 of 100 within']}
          tone="trouble"
          full={full}
          rows={rows.map(({ connector, errorRate, calls, failed, rejected, p50Ms, p95Ms }) => ({
            key: connector,
            name: (
              <TextLink to="/connectors/$id" params={{ id: connector }}>
                {connectorName(connector)}
              </TextLink>
            ),
            value: errorRate,
            words: share(errorRate),
            more: [calls, failed, rejected, time(p50Ms), time(p95Ms)],
          }))}
        />
      )}
    </Picture>
  )
}
