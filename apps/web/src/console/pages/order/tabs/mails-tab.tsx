import { Button, Table, Text } from '@mantine/core'
import { IconMail } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import type { ConsoleMailBody, ConsoleOrderBody } from '@turnup/contracts'
import { EmptyState } from '../../../../kit/empty-state.tsx'
import { Moment } from '../../../../kit/moment.tsx'
import { TableBox } from '../../../../kit/table-box.tsx'
import { mailsKey, resendMail } from '../../../api/mails.ts'
import { ActionTrouble } from '../../../parts/action-trouble.tsx'
import { ToneBadge } from '../../../parts/tone-badge.tsx'
import { deliveryLook, templateWords } from '../../mails/mail-words.ts'
import { useOrderAction } from '../use-order-action.ts'

/** What the customer was told about this order, and whether it reached their mail system (R139). */
export function MailsTab({ order }: { order: ConsoleOrderBody }) {
  if (order.mails.length === 0)
    return (
      <EmptyState
        icon={<IconMail size={36} aria-hidden />}
        title="No mail yet"
        text="The first one goes out when the order is placed."
      />
    )
  return (
    <TableBox label="Mails of the order">
      <Table aria-label="Mails of the order">
        <Table.Thead>
          <Table.Tr>
            {['Mail', 'To', 'Delivery', 'Written', 'Handed over', 'Action'].map((heading) => (
              <Table.Th key={heading} scope="col">
                {heading}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {order.mails.map((mail) => (
            <MailRow key={mail.id} mail={mail} />
          ))}
        </Table.Tbody>
      </Table>
    </TableBox>
  )
}

function MailRow({ mail }: { mail: ConsoleMailBody }) {
  const queryClient = useQueryClient()
  const sending = useOrderAction(() => resendMail(mail.id), {
    says: 'The mail is on its way again.',
    onDone: () => void queryClient.invalidateQueries({ queryKey: mailsKey }),
  })
  const { words, ...look } = deliveryLook(mail)
  return (
    <Table.Tr>
      <Table.Th scope="row">{templateWords[mail.template] ?? mail.template}</Table.Th>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>{[mail.to, ...mail.cc].join(', ')}</Table.Td>
      <Table.Td>
        <ToneBadge {...look}>{words}</ToneBadge>
        {mail.lastError && mail.state !== 'sent' && (
          <Text size="sm" maw={320}>
            {mail.lastError}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <Moment at={mail.createdAt} />
      </Table.Td>
      <Table.Td>{mail.sentAt ? <Moment at={mail.sentAt} /> : 'not yet'}</Table.Td>
      <Table.Td>
        {mail.canResend && (
          <Button
            size="xs"
            variant="light"
            loading={sending.isPending}
            onClick={() => sending.run(undefined)}
            aria-label={`Send ${templateWords[mail.template] ?? mail.template} again`}
          >
            Send again
          </Button>
        )}
        <ActionTrouble error={sending.error} />
      </Table.Td>
    </Table.Tr>
  )
}
