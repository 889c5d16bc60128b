import { Alert, Anchor, Button, Group, Stack, Text } from '@mantine/core'
import { IconExternalLink, IconShoppingCartPlus, IconUserShare } from '@tabler/icons-react'
import type { ConsoleCustomerBody, OpenPortalSessionRequest } from '@turnup/contracts'
import { useState } from 'react'
import { announce } from '../../../kit/announce.tsx'
import { Moment } from '../../../kit/moment.tsx'
import { useAction } from '../../../kit/use-action.ts'
import { openPortalSession } from '../../api/customers.ts'
import { useOperator } from '../../api/use-operator.ts'
import { ReasonDialog } from '../../parts/reason-dialog.tsx'
import { customerName } from './customer-badges.tsx'

type Purpose = OpenPortalSessionRequest['purpose']

/** Where the portal begins for what is to be done. */
const startOf: Record<Purpose, string> = { order: '/catalog', 'act-as': '/' }

const words: Record<Purpose, { title: string; confirm: string; explains: string; placeholder: string }> = {
  order: {
    title: 'Order for this customer',
    confirm: 'Open the shop for the customer',
    explains:
      'The portal’s shop opens in a new tab, signed in for this customer. What you order is placed in their name and paid by their payment method.',
    placeholder: 'For example: ordered by telephone',
  },
  'act-as': {
    title: 'Act as this customer',
    confirm: 'Open the portal as the customer',
    explains:
      'The portal opens in a new tab, signed in for this customer. You see what they see and can do what they can do, but you cannot change their password.',
    placeholder: 'For example: the customer asked for help with the checkout',
  },
}

/** Ways into the portal on a customer's behalf; each visit is audited with its reason and ends by itself (R166). */
export function ActForCustomer({ customer }: { customer: ConsoleCustomerBody }) {
  const operator = useOperator()
  const [asking, setAsking] = useState<Purpose>()
  const [opened, setOpened] = useState<{ address: string; endsAt?: string }>()
  const opening = useAction(
    async (reason: string) => {
      const purpose = asking ?? 'act-as'
      const session = await openPortalSession(customer.id, { purpose, reason })
      return { address: startOf[purpose], endsAt: session.actingOperator?.endsAt }
    },
    {
      onSuccess: (done) => {
        setAsking(undefined)
        setOpened(done)
        announce('The portal opens in a new tab.')
        // Where the browser holds the new tab back, the link on the page leads there.
        window.open(done.address, '_blank', 'noopener')
      },
    },
  )
  if (!operator.may('operator') || customer.state === 'registering') return null
  const ask = (purpose: Purpose) => {
    opening.reset()
    setAsking(purpose)
  }
  const name = customerName(customer)
  const text = words[asking ?? 'act-as']
  return (
    <Stack gap="sm">
      <Group gap="sm">
        <Button leftSection={<IconShoppingCartPlus size={17} aria-hidden />} onClick={() => ask('order')}>
          Order for this customer…
        </Button>
        <Button
          variant="default"
          leftSection={<IconUserShare size={17} aria-hidden />}
          onClick={() => ask('act-as')}
        >
          Act as this customer…
        </Button>
      </Group>
      {opened && (
        <Alert color="harbour" variant="light" role="status" title={`You act for ${name} in the portal`}>
          <Text size="sm">
            {opened.endsAt && (
              <>
                Until <Moment at={opened.endsAt} />.{' '}
              </>
            )}
            If no new tab came up:{' '}
            <Anchor href={opened.address} target="_blank" rel="noopener" inherit>
              open the portal
              <IconExternalLink size={14} aria-hidden style={{ marginInlineStart: 4 }} />
              <span className="visually-hidden"> (new tab)</span>
            </Anchor>
            . Choose “Stop acting” there when you are done.
          </Text>
        </Alert>
      )}
      <ReasonDialog
        opened={asking !== undefined}
        onClose={() => setAsking(undefined)}
        title={`${text.title}: ${name}`}
        confirm={text.confirm}
        placeholder={text.placeholder}
        onConfirm={(reason) => opening.run(reason)}
        working={opening.isPending}
        error={opening.error}
      >
        {text.explains} Whoever was signed in to the portal in this browser is signed out of it. Everything
        you do there is kept in the audit log under your name.
      </ReasonDialog>
    </Stack>
  )
}
