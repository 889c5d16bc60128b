import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { announce } from '../../../kit/announce.tsx'
import { TextLink } from '../../../kit/link.tsx'
import { useAction } from '../../../kit/use-action.ts'
import { resumeConnector } from '../../api/connectors.ts'
import { falloutKey } from '../../api/fallout.ts'
import { connectorName } from '../../parts/connector-name.ts'
import { ReasonDialog } from '../../parts/reason-dialog.tsx'
import { ordersWords } from './cause-words.ts'

/** Uses a paused outside system again, then says how many orders go on and how many still need a repair. */
export function ResumeDialog({ connector, onClose }: { connector: string; onClose(): void }) {
  const queryClient = useQueryClient()
  const name = connectorName(connector)
  const resume = useAction((reason: string) => resumeConnector(connector, reason), {
    onSuccess: async ({ wokenOrders }) => {
      announce(`${name} is in use again; ${ordersWords(wokenOrders)} go on.`)
      await queryClient.invalidateQueries({ queryKey: falloutKey })
    },
  })
  if (resume.data) {
    const { wokenOrders, stuckOrders } = resume.data
    return (
      <Modal
        opened
        onClose={onClose}
        title={`${name} is in use again`}
        size="md"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <Stack>
          <Text>
            {wokenOrders === 1 ? '1 order that waited goes on' : `${wokenOrders} orders that waited go on`} by
            themselves.{' '}
            {stuckOrders > 0
              ? `${ordersWords(stuckOrders)} failed at it before: choose them and try again.`
              : 'No order failed at it.'}
          </Text>
          <Group justify="flex-end">
            <Button data-autofocus onClick={onClose}>
              Close
            </Button>
          </Group>
        </Stack>
      </Modal>
    )
  }
  return (
    <ReasonDialog
      opened
      onClose={onClose}
      title={`Resume ${name}?`}
      confirm="Resume"
      isReasonOptional
      onConfirm={resume.run}
      working={resume.isPending}
      error={resume.error}
    >
      Right when credentials and permissions are mended. Turnup calls {name} again at once, and pauses it
      again if it is refused. Its health and a test are on{' '}
      <TextLink to="/connectors/$id" params={{ id: connector }}>
        its page
      </TextLink>
      .
    </ReasonDialog>
  )
}
