import { Title } from '@mantine/core'
import type { TimelineEventBody } from '@turnup/contracts'
import { useTranslations } from 'use-intl'
import { Moment } from '../../../kit/moment.tsx'
import styles from './order-page.module.css'
import lines from './order-story.module.css'
import { useEventWords } from './order-words.ts'

/** Everything that happened, the newest first. */
export function OrderStory({ timeline }: { timeline: TimelineEventBody[] }) {
  const t = useTranslations('orders')
  const wordsOf = useEventWords()
  if (timeline.length === 0) return null
  return (
    <section className={styles.box} aria-labelledby="story-heading">
      <Title order={2} id="story-heading" className={styles.heading}>
        {t('story')}
      </Title>
      <ol className={lines.story} reversed>
        {timeline.toReversed().map((event) => (
          <li key={event.id}>
            <span>{wordsOf(event)}</span>
            <span className={lines.at}>
              <Moment at={event.at} />
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}
