import { Button, Modal, Stack } from '@mantine/core'
import { IconShieldLock, IconUserPlus } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { OperatorBody, OperatorWithPasswordBody } from '@turnup/contracts'
import { useState } from 'react'
import { announce } from '../../../kit/announce.tsx'
import { EmptyState } from '../../../kit/empty-state.tsx'
import { ErrorNotice } from '../../../kit/error-notice.tsx'
import { TextLink } from '../../../kit/link.tsx'
import { Loaded } from '../../../kit/loaded.tsx'
import { Page } from '../../../kit/page.tsx'
import { useAction } from '../../../kit/use-action.ts'
import { useFocusBack } from '../../../kit/use-focus-back.ts'
import { enableOperator, operatorsQuery } from '../../api/operators.ts'
import { useOperator } from '../../api/use-operator.ts'
import { ChangeOperatorDialog } from './change-operator-dialog.tsx'
import { CreateOperatorDialog } from './create-operator-dialog.tsx'
import { DisableOperatorDialog } from './disable-operator-dialog.tsx'
import { OneTimePassword } from './one-time-password.tsx'
import { type OperatorAct, OperatorTable } from './operator-table.tsx'
import { ResetPasswordDialog } from './reset-password-dialog.tsx'
import { roleLooks } from './role-words.ts'

/** Who may use the console, and what each may do (R149). */
export function OperatorListPage() {
  const me = useOperator()
  return me.may('administrator') ? <Operators /> : <OnlyAdministrators />
}

function OnlyAdministrators() {
  const { role } = useOperator()
  return (
    <Page title="Operators">
      <EmptyState
        order={2}
        icon={<IconShieldLock size={36} aria-hidden />}
        title="Administrators look after this page"
        text={`Your role is ${roleLooks[role].words.toLowerCase()}. Ask an administrator when somebody needs access, or when you need another role.`}
        action={<TextLink to="/account">Your own account</TextLink>}
      />
    </Page>
  )
}

function Operators() {
  const queryClient = useQueryClient()
  const operators = useQuery(operatorsQuery)
  const [asked, setAsked] = useState<{ act: OperatorAct; operator: OperatorBody }>()
  const [isCreating, setCreating] = useState(false)
  const [given, setGiven] = useState<OperatorWithPasswordBody>()
  const close = () => setAsked(undefined)
  useFocusBack(isCreating || asked !== undefined || given !== undefined)
  const enabling = useAction((operator: OperatorBody) => enableOperator(operator.id), {
    onSuccess: async ({ name }) => {
      announce(`${name} may sign in again.`)
      await queryClient.invalidateQueries({ queryKey: operatorsQuery.queryKey })
    },
  })
  const asFor = (act: OperatorAct) => (asked?.act === act ? asked.operator : undefined)
  return (
    <Page
      title="Operators"
      intro="The people who may use the console. Everything that they change is in the audit log under their name."
      aside={
        <Button leftSection={<IconUserPlus size={18} aria-hidden />} onClick={() => setCreating(true)}>
          Let somebody in
        </Button>
      }
    >
      <Stack gap="md">
        {enabling.error && <ErrorNotice error={enabling.error} />}
        <Loaded query={operators}>
          {({ items }) => (
            <OperatorTable
              operators={items}
              onAct={(act, operator) =>
                act === 'enable' ? enabling.run(operator) : setAsked({ act, operator })
              }
              enabling={enabling.isPending ? enabling.variables.id : undefined}
            />
          )}
        </Loaded>
      </Stack>
      <CreateOperatorDialog
        opened={isCreating}
        onClose={() => setCreating(false)}
        onCreated={(created) => {
          setCreating(false)
          setGiven(created)
        }}
      />
      <ChangeOperatorDialog operator={asFor('change')} onClose={close} />
      <ResetPasswordDialog
        operator={asFor('password')}
        onClose={close}
        onDone={(done) => {
          close()
          setGiven(done)
        }}
      />
      {asked && (
        <DisableOperatorDialog
          key={asked.operator.id}
          operator={asked.operator}
          opened={asked.act === 'disable'}
          onClose={close}
        />
      )}
      {/* Closed by its button alone: what it shows cannot be had again. */}
      <Modal
        opened={given?.oneTimePassword !== undefined}
        onClose={() => setGiven(undefined)}
        title="One-time password"
        size="md"
        closeOnClickOutside={false}
        closeOnEscape={false}
        withCloseButton={false}
      >
        {given?.oneTimePassword !== undefined && (
          <OneTimePassword
            operator={given.operator}
            password={given.oneTimePassword}
            onClose={() => setGiven(undefined)}
          />
        )}
      </Modal>
    </Page>
  )
}
