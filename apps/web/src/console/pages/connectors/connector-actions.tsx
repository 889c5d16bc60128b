import { Alert, Button, Group, Stack } from '@mantine/core'
import { IconPlayerPause, IconPlayerPlay, IconStethoscope } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import type { ConnectorBody, ConnectorChangedBody } from '@turnup/contracts'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { announce } from '../../../kit/announce.tsx'
import { ErrorNotice } from '../../../kit/error-notice.tsx'
import { TextLink } from '../../../kit/link.tsx'
import { useAction } from '../../../kit/use-action.ts'
import { checkConnector, connectorsQuery } from '../../api/connectors.ts'
import { useOperator } from '../../api/use-operator.ts'
import { connectorName, findingsInWords, ordersInWords } from './connector-words.ts'
import { FindingsList } from './findings-list.tsx'
import { PauseDialog } from './pause-dialog.tsx'
import { ResumeDialog } from './resume-dialog.tsx'

export interface ConnectorActionsProps {
  connector: ConnectorBody
  /** Another thing to do, in the same row. */
  more?: ReactNode
}

/** Check, pause and resume, as far as the role goes, with what came of it. */
export function ConnectorActions({ connector, more }: ConnectorActionsProps) {
  const operator = useOperator()
  const queryClient = useQueryClient()
  const [asked, setAsked] = useState<'pause' | 'resume'>()
  const [changed, setChanged] = useState<ConnectorChangedBody>()
  const name = connectorName(connector.id)
  const checking = useAction(() => checkConnector(connector.id), {
    onSuccess: ({ findings }) => announce(`${name}: ${findingsInWords(findings)}`),
    // A check is a call as well: how the system is doing may look different now.
    onSettled: () => queryClient.invalidateQueries({ queryKey: connectorsQuery.queryKey }),
  })
  const plays = connector.roles.length > 0
  const isPaused = connector.status === 'paused'
  const mayChange = operator.may('administrator')
  const done = (result: ConnectorChangedBody) => {
    setChanged(result)
    setAsked(undefined)
    announce(changeInWords(result))
  }
  return (
    <Stack gap="sm">
      <Group gap="xs">
        {plays && operator.may('operator') && (
          <Button
            size="sm"
            variant="light"
            leftSection={<IconStethoscope size={17} aria-hidden />}
            onClick={() => checking.run(undefined)}
            loading={checking.isPending}
            aria-label={`Check connection of ${name}`}
          >
            Check connection
          </Button>
        )}
        {isPaused && mayChange && (
          <Button
            size="sm"
            leftSection={<IconPlayerPlay size={17} aria-hidden />}
            onClick={() => setAsked('resume')}
            aria-label={`Resume ${name}`}
          >
            Resume
          </Button>
        )}
        {plays && !isPaused && mayChange && (
          <Button
            size="sm"
            variant="default"
            leftSection={<IconPlayerPause size={17} aria-hidden />}
            onClick={() => setAsked('pause')}
            aria-label={`Pause ${name}`}
          >
            Pause
          </Button>
        )}
        {more}
      </Group>
      {changed && <ChangeNotice changed={changed} onClose={() => setChanged(undefined)} />}
      {checking.error && <ErrorNotice error={checking.error} title="The check did not work" />}
      {checking.data && (
        <Alert
          color="gray"
          variant="default"
          withCloseButton
          closeButtonLabel="Close the findings"
          onClose={checking.reset}
          title="Check of the connection"
        >
          <FindingsList findings={checking.data.findings} />
        </Alert>
      )}
      <PauseDialog
        connector={connector}
        opened={asked === 'pause'}
        onClose={() => setAsked(undefined)}
        onDone={done}
      />
      <ResumeDialog
        id={connector.id}
        opened={asked === 'resume'}
        onClose={() => setAsked(undefined)}
        onDone={done}
      />
    </Stack>
  )
}

/** What pausing or resuming came to. */
export function changeInWords({ id, paused, wokenOrders }: ConnectorChangedBody): string {
  const name = connectorName(id)
  if (paused) return `${name} is paused. Steps that need it wait until it is resumed.`
  if (wokenOrders === 0) return `${name} is used again. No order was waiting for it.`
  return `${name} is used again. ${ordersInWords(wokenOrders)} ${wokenOrders === 1 ? 'goes' : 'go'} on.`
}

export function ChangeNotice({ changed, onClose }: { changed: ConnectorChangedBody; onClose(): void }) {
  const notice = useRef<HTMLDivElement>(null)
  // The button that was pressed is gone with the change; the focus goes on from what came of it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each new change
  useEffect(() => notice.current?.focus(), [changed])
  return (
    <Alert
      ref={notice}
      tabIndex={-1}
      color="harbour"
      withCloseButton
      closeButtonLabel="Close this message"
      onClose={onClose}
    >
      {changeInWords(changed)}
      {!changed.paused && changed.stuckOrders > 0 && (
        <>
          {' '}
          {ordersInWords(changed.stuckOrders)} failed at it before and{' '}
          {changed.stuckOrders === 1 ? 'needs' : 'need'} a repair:{' '}
          <TextLink to="/fallout">to the fallout</TextLink>.
        </>
      )}
    </Alert>
  )
}
