import { Text } from '@mantine/core'
import type { OverviewBody } from '@turnup/contracts'
import { TextLink } from '../../../kit/link.tsx'
import { causeWords } from '../../parts/cause-words.ts'
import { BarTable } from './bar-table.tsx'
import { Picture } from './picture.tsx'

export function FalloutPicture({ overview: { falloutByCause } }: { overview: OverviewBody }) {
  return (
    <Picture title="Fallout by cause" about="Orders that need a person now, the most frequent cause first.">
      {falloutByCause.length === 0 ? (
        <Text>Nothing is stuck.</Text>
      ) : (
        <BarTable
          caption="Stuck orders by cause, now"
          nameHeading="Cause"
          valueHeading="Orders"
          tone="trouble"
          rows={falloutByCause.map(({ key, count }) => ({
            key,
            name: (
              <TextLink to="/" search={{ errorCode: key }} title={key}>
                {causeWords(key)}
              </TextLink>
            ),
            value: count,
            words: String(count),
          }))}
        />
      )}
    </Picture>
  )
}
