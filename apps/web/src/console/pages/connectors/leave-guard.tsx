import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useBlocker } from '@tanstack/react-router'

/** Asks before changes that are not saved are left behind, by a link, the way back, or closing the window. */
export function LeaveGuard({ isActive }: { isActive: boolean }) {
  const blocker = useBlocker({
    // An ended session leads to the sign-in page; nothing can be saved then.
    shouldBlockFn: ({ current, next }) =>
      isActive && next.pathname !== current.pathname && next.routeId !== '/sign-in',
    enableBeforeUnload: isActive,
    withResolver: true,
  })
  return (
    <Modal
      opened={blocker.status === 'blocked'}
      onClose={() => blocker.reset?.()}
      title="Leave without saving?"
      size="md"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack>
        <Text>What you changed in the settings is not saved, and is lost when you leave.</Text>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" color="red" onClick={() => blocker.proceed?.()}>
            Leave without saving
          </Button>
          <Button data-autofocus onClick={() => blocker.reset?.()}>
            Stay here
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
