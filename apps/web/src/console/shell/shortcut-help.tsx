import { Modal, Stack, Switch, Table, Text } from '@mantine/core'
import styles from './command-palette.module.css'
import { places } from './places.ts'
import { useShortcutsOn } from './shortcuts.ts'

const groups: { title: string; rows: [keys: string, does: string][] }[] = [
  {
    title: 'Everywhere',
    rows: [
      ['Ctrl K or ⌘ K', 'Find an order or a customer, go anywhere, act on the open order'],
      ['/', 'Search on this page'],
      ['?', 'This list'],
    ],
  },
  { title: 'Go to', rows: places.map(({ key, label }) => [`g ${key}`, label]) },
  {
    title: 'In the queue',
    rows: [
      ['j or ↓', 'Next order'],
      ['k or ↑', 'Order before'],
      ['Enter', 'Open the order'],
      ['x', 'Select the order'],
      ['r', 'Show new orders'],
    ],
  },
  {
    title: 'On an order',
    rows: [
      ['j or k', 'Next step, step before'],
      ['← ↑ ↓ →', 'Move in the graph'],
      ['n', 'Write a note'],
      ['u', 'Back to the queue'],
    ],
  },
]

/** Which keys do what, and the switch for people whom single keys get in the way. */
export function ShortcutHelp({ opened, onClose }: { opened: boolean; onClose(): void }) {
  const [areOn, setOn] = useShortcutsOn()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Keyboard shortcuts"
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack>
        <Switch
          checked={areOn}
          onChange={(event) => setOn(event.currentTarget.checked)}
          label="Single keys do things"
          description="Switch this off when you speak to your computer or brush keys by accident. Ctrl K always works."
        />
        {groups.map(({ title, rows }) => (
          <Table key={title} aria-label={title} verticalSpacing={6}>
            <Table.Caption className={styles.caption}>{title}</Table.Caption>
            <Table.Tbody>
              {rows.map(([keys, does]) => (
                <Table.Tr key={keys}>
                  <Table.Th scope="row" w={160}>
                    <kbd className={styles.keys}>{keys}</kbd>
                  </Table.Th>
                  <Table.Td>
                    <Text size="sm">{does}</Text>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        ))}
      </Stack>
    </Modal>
  )
}
