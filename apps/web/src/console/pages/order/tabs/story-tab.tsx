import { Button, Group, Stack, Textarea } from '@mantine/core'
import type { ConsoleOrderBody } from '@turnup/contracts'
import { useState } from 'react'
import { EmptyState } from '../../../../kit/empty-state.tsx'
import { LoadedPages } from '../../../../kit/loaded-pages.tsx'
import { usePages } from '../../../../kit/use-pages.ts'
import { addOrderNote, timelinePages } from '../../../api/orders.ts'
import { ActionTrouble } from '../../../parts/action-trouble.tsx'
import styles from '../order-page.module.css'
import { useOrderAction } from '../use-order-action.ts'
import { StoryEvent } from './story-event.tsx'

const words = { shown: (count: number) => (count === 1 ? '1 event' : `${count} events`), more: 'Earlier' }

/** What happened, newest first, and the notes of colleagues. */
export function StoryTab({ order }: { order: ConsoleOrderBody }) {
  const pages = usePages(timelinePages(order.id))
  return (
    <Stack gap="md">
      {order.allowedActions.includes('note') && <NoteForm orderId={order.id} />}
      <div className={styles.card}>
        <LoadedPages pages={pages} words={words} empty={<EmptyState title="Nothing has happened yet" />}>
          {(events) => (
            <ol className={styles.story} aria-label="Story, newest first">
              {events.map((event) => (
                <StoryEvent key={event.id} event={event} orderId={order.id} />
              ))}
            </ol>
          )}
        </LoadedPages>
      </div>
    </Stack>
  )
}

const longestNote = 2_000

function NoteForm({ orderId }: { orderId: string }) {
  const [text, setText] = useState('')
  const [isEmpty, setEmpty] = useState(false)
  const noting = useOrderAction((note: string) => addOrderNote(orderId, note), {
    says: 'The note is written.',
    onDone: () => setText(''),
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (text.trim() === '') setEmpty(true)
        else noting.run(text.trim())
      }}
    >
      <Stack gap="xs" align="flex-start">
        <Textarea
          id="note"
          label="Note for colleagues"
          description="Customers do not see it. Leave out card numbers and full SIM numbers."
          w="100%"
          maw={760}
          autosize
          minRows={2}
          maxLength={longestNote}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value)
            setEmpty(false)
          }}
          error={isEmpty && 'Write something first.'}
        />
        <ActionTrouble error={noting.error} />
        <Group>
          <Button type="submit" size="sm" variant="default" loading={noting.isPending}>
            Add the note
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
