import { Button, Group, Stack, Table, Text } from '@mantine/core'
import { IconCircleCheck, IconHourglass, IconUserOff } from '@tabler/icons-react'
import type { OperatorBody } from '@turnup/contracts'
import { ButtonLink, TextLink } from '../../../kit/link.tsx'
import { Moment } from '../../../kit/moment.tsx'
import { TableBox } from '../../../kit/table-box.tsx'
import { useOperator } from '../../api/use-operator.ts'
import { ToneBadge } from '../../parts/tone-badge.tsx'
import { RoleBadge } from './role-badge.tsx'

export type OperatorAct = 'change' | 'password' | 'disable' | 'enable'

export interface OperatorTableProps {
  operators: OperatorBody[]
  onAct(act: OperatorAct, operator: OperatorBody): void
  /** Who is being let in again at this moment. */
  enabling?: string
}

export function OperatorTable({ operators, onAct, enabling }: OperatorTableProps) {
  return (
    <TableBox label="Operators">
      <Table aria-label="Operators">
        <Table.Thead>
          <Table.Tr>
            {['Name', 'Role', 'Access', 'What you can do'].map((heading) => (
              <Table.Th key={heading} scope="col">
                {heading}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {operators.map((operator) => (
            <OperatorRow
              key={operator.id}
              operator={operator}
              onAct={onAct}
              isEnabling={enabling === operator.id}
            />
          ))}
        </Table.Tbody>
      </Table>
    </TableBox>
  )
}

interface OperatorRowProps extends Pick<OperatorTableProps, 'onAct'> {
  operator: OperatorBody
  isEnabling: boolean
}

function OperatorRow({ operator, onAct, isEnabling }: OperatorRowProps) {
  const me = useOperator()
  const { id, name, email } = operator
  const isMe = id === me.id
  const act = (kind: OperatorAct, label: string) => (
    <Button
      size="compact-sm"
      variant="subtle"
      onClick={() => onAct(kind, operator)}
      loading={kind === 'enable' && isEnabling}
      aria-label={`${label}: ${name}`}
    >
      {label}
    </Button>
  )
  return (
    <Table.Tr>
      <Table.Th scope="row">
        {name}
        {isMe && ' (you)'}
        <Text size="sm" c="dimmed" fw={400} style={{ overflowWrap: 'anywhere' }}>
          {email}
        </Text>
        <TextLink to="/audit" search={{ actorId: id }} size="sm" fw={400}>
          Changes<span className="visually-hidden"> by {name}</span>
        </TextLink>
      </Table.Th>
      <Table.Td>
        <RoleBadge role={operator.role} />
      </Table.Td>
      <Table.Td>
        <Access operator={operator} />
      </Table.Td>
      <Table.Td>
        <Group gap={4} wrap="nowrap">
          {act('change', 'Change')}
          {isMe ? (
            <ButtonLink to="/account" size="compact-sm" variant="subtle">
              Your password
            </ButtonLink>
          ) : (
            act('password', 'New password')
          )}
          {operator.disabledAt ? act('enable', 'Let in again') : act('disable', 'End access')}
        </Group>
      </Table.Td>
    </Table.Tr>
  )
}

function Access({ operator: { disabledAt, mustChangePassword, createdAt } }: { operator: OperatorBody }) {
  return (
    <Stack gap={2} align="flex-start">
      {disabledAt ? (
        <ToneBadge tone="quiet" icon={IconUserOff}>
          Ended
        </ToneBadge>
      ) : mustChangePassword ? (
        <ToneBadge tone="expected" icon={IconHourglass}>
          One-time password to be used
        </ToneBadge>
      ) : (
        <ToneBadge tone="good" icon={IconCircleCheck}>
          May sign in
        </ToneBadge>
      )}
      <Text size="sm" c="dimmed">
        {disabledAt ? 'on' : 'since'} <Moment at={disabledAt ?? createdAt} withTime={false} />
      </Text>
    </Stack>
  )
}
