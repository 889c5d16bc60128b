import { Button, Stack, Table, Text } from '@mantine/core'
import { IconSend } from '@tabler/icons-react'
import type { ConsoleMailBody } from '@turnup/contracts'
import { TextLink } from '../../../kit/link.tsx'
import { Moment, RelativeMoment } from '../../../kit/moment.tsx'
import { TableBox } from '../../../kit/table-box.tsx'
import { OrderLink } from '../../parts/order-link.tsx'
import { ToneBadge } from '../../parts/tone-badge.tsx'
import { deliveryLook, templateWords } from './mail-words.ts'

export interface MailTableProps {
  mails: ConsoleMailBody[]
  onResend(mail: ConsoleMailBody): void
}

export function MailTable({ mails, onResend }: MailTableProps) {
  return (
    <TableBox label="Mails">
      <Table aria-label="Mails">
        <Table.Thead>
          <Table.Tr>
            {['Mail', 'To', 'Delivery', 'Written', 'Order', 'More'].map((heading) => (
              <Table.Th key={heading} scope="col">
                {heading}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {mails.map((mail) => (
            <MailRow key={mail.id} mail={mail} onResend={onResend} />
          ))}
        </Table.Tbody>
      </Table>
    </TableBox>
  )
}

function MailRow({ mail, onResend }: { mail: ConsoleMailBody; onResend(mail: ConsoleMailBody): void }) {
  return (
    <Table.Tr>
      <Table.Th scope="row">
        {templateWords[mail.template] ?? mail.template}
        <Text size="xs" c="dimmed" fw={400}>
          {mail.template} · {mail.locale}
        </Text>
      </Table.Th>
      <Table.Td maw={280} style={{ overflowWrap: 'anywhere' }}>
        {mail.to}
        {mail.cc.length > 0 && (
          <Text size="xs" c="dimmed">
            copy to {mail.cc.join(', ')}
          </Text>
        )}
      </Table.Td>
      <Table.Td maw={380}>
        <Delivery mail={mail} />
      </Table.Td>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>
        <Moment at={mail.createdAt} />
      </Table.Td>
      <Table.Td>
        {mail.orderId ? <OrderLink order={{ id: mail.orderId }} /> : <Text c="dimmed">No order</Text>}
      </Table.Td>
      <Table.Td>
        <Stack gap={4} align="flex-start">
          {mail.canResend && (
            <Button
              size="xs"
              variant="light"
              leftSection={<IconSend size={15} aria-hidden />}
              onClick={() => onResend(mail)}
              aria-label={`Send again to ${mail.to}`}
            >
              Send again
            </Button>
          )}
          <TextLink to="/audit" search={{ correlationId: mail.correlationId }} size="sm">
            What led to it
          </TextLink>
        </Stack>
      </Table.Td>
    </Table.Tr>
  )
}

function Delivery({ mail }: { mail: ConsoleMailBody }) {
  const { words, ...look } = deliveryLook(mail)
  return (
    <Stack gap={4} align="flex-start">
      <ToneBadge {...look}>{words}</ToneBadge>
      <Text size="xs" c="dimmed">
        {mail.attemptCount === 1 ? '1 try' : `${mail.attemptCount} tries`}
        {mail.sentAt && (
          <>
            {' '}
            · <RelativeMoment at={mail.sentAt} />
          </>
        )}
        {mail.state === 'queued' && mail.wakeAt && mail.attemptCount > 0 && (
          <>
            {' '}
            · next try <RelativeMoment at={mail.wakeAt} />
          </>
        )}
      </Text>
      {mail.lastError && mail.state !== 'sent' && (
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {mail.lastError}
        </Text>
      )}
    </Stack>
  )
}
