import { Alert, Button, Stack, Text } from '@mantine/core'
import { IconUsers } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { announce } from '../../../kit/announce.tsx'
import { ErrorNotice } from '../../../kit/error-notice.tsx'
import { useAction } from '../../../kit/use-action.ts'
import { connectorSettingsQuery } from '../../api/connectors.ts'

/** Two people changed the same settings: the present ones come in, and what was typed here stays. */
export function OvertakenNotice({ id, onLoaded }: { id: string; onLoaded(): void }) {
  const queryClient = useQueryClient()
  const loading = useAction(() => queryClient.fetchQuery({ ...connectorSettingsQuery(id), staleTime: 0 }), {
    onSuccess: () => {
      announce('The present settings are shown. Your changes are still in the form.')
      onLoaded()
    },
  })
  return (
    <Alert
      role="alert"
      color="ember"
      icon={<IconUsers aria-hidden />}
      title="Somebody else has changed these settings meanwhile"
    >
      <Stack gap="sm" align="flex-start">
        <Text size="sm">
          Nothing of yours was saved. Show what holds now: your changes stay in the form, so look at them once
          more, then save again.
        </Text>
        {loading.error && <ErrorNotice error={loading.error} />}
        <Button size="sm" onClick={() => loading.run(undefined)} loading={loading.isPending}>
          Show what holds now
        </Button>
      </Stack>
    </Alert>
  )
}
