import { Stack, Table, Text, Title } from '@mantine/core'
import type { ConsoleOrderBody } from '@turnup/contracts'
import { FactList } from '../../../../kit/fact-list.tsx'
import { Moment, RelativeMoment } from '../../../../kit/moment.tsx'
import { TableBox } from '../../../../kit/table-box.tsx'
import { CopyableId } from '../../../parts/copyable-id.tsx'

const doorWords: Record<string, string> = {
  event: 'Platform event of the CRM',
  webhook: 'Signed webhook',
  sweep: 'Sweep of the CRM',
  console: 'This console',
  api: 'API',
}

/** By which door fulfilment was asked for, and what the CRM was told. */
export function DoorsTab({ order }: { order: ConsoleOrderBody }) {
  const { crmStatus } = order
  return (
    <Stack gap="lg">
      <FactList
        facts={[
          { name: 'Last told to the CRM', value: crmStatus.reported ?? 'nothing yet' },
          { name: 'Still to be told', value: crmStatus.due ?? 'nothing' },
          order.wakeAt && { name: 'Turnup looks again', value: <RelativeMoment at={order.wakeAt} /> },
          order.startedAt && { name: 'Fulfilment began', value: <Moment at={order.startedAt} /> },
          order.finishedAt && { name: 'Finished', value: <Moment at={order.finishedAt} /> },
        ]}
      />
      <section aria-labelledby="requests">
        <Title order={2} id="requests" size="h4" mb="xs">
          Requests for fulfilment
        </Title>
        {order.inbox.length === 0 ? (
          <Text c="dimmed">Nobody has asked for fulfilment yet.</Text>
        ) : (
          <Requests inbox={order.inbox} />
        )}
      </section>
    </Stack>
  )
}

function Requests({ inbox }: { inbox: ConsoleOrderBody['inbox'] }) {
  return (
    <TableBox label="Table of requests">
      <Table aria-label="Requests for fulfilment">
        <Table.Thead>
          <Table.Tr>
            {['Request', 'Came by', 'Received', 'Result', 'Correlation id'].map((heading) => (
              <Table.Th key={heading} scope="col">
                {heading}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {inbox.map((entry) => (
            <Table.Tr key={entry.generation}>
              <Table.Th scope="row">{entry.generation}</Table.Th>
              <Table.Td>
                {doorWords[entry.door] ?? entry.door}
                {entry.requestedBy && ` (${entry.requestedBy})`}
                <Text size="sm" c="dimmed">
                  {entry.deliveries === 1
                    ? 'Came once'
                    : `Came ${entry.deliveries} times: ${[...new Set(entry.deliveryIds.map(({ door }) => doorWords[door] ?? door))].join(', ')}`}
                </Text>
              </Table.Td>
              <Table.Td>
                <Moment at={entry.receivedAt} />
              </Table.Td>
              <Table.Td>{resultWords(entry)}</Table.Td>
              <Table.Td>
                <CopyableId value={entry.correlationId} label="correlation id" />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </TableBox>
  )
}

function resultWords({ result, handledAt }: ConsoleOrderBody['inbox'][number]): string {
  if (!handledAt) return 'Not looked at yet'
  if (result === undefined || result === 'started') return 'Fulfilment began'
  return result.startsWith('refused:') ? `Refused: ${result.slice('refused:'.length)}` : result
}
