import { Alert, Button, CopyButton, Group, Stack, Text } from '@mantine/core'
import { IconCheck, IconCopy, IconKey } from '@tabler/icons-react'
import type { OperatorBody } from '@turnup/contracts'
import { announce } from '../../../kit/announce.tsx'
import styles from './operators.module.css'

export interface OneTimePasswordProps {
  operator: OperatorBody
  password: string
  onClose(): void
}

/** A password that is shown this once: how to pass it on, and what happens with it. */
export function OneTimePassword({ operator, password, onClose }: OneTimePasswordProps) {
  return (
    <Stack>
      <Text>
        Give this to <b>{operator.name}</b> ({operator.email}) yourself, by phone or in person. It is good for
        one sign-in, which asks for a password of their own.
      </Text>
      <section className={styles.password} aria-label="One-time password">
        <code>{password}</code>
        <CopyButton value={password}>
          {({ copied, copy }) => (
            <Button
              data-autofocus
              size="sm"
              variant="light"
              leftSection={copied ? <IconCheck size={17} aria-hidden /> : <IconCopy size={17} aria-hidden />}
              onClick={() => {
                copy()
                announce('Password copied')
              }}
            >
              {copied ? 'Copied' : 'Copy'}
            </Button>
          )}
        </CopyButton>
      </section>
      <Alert color="ember" icon={<IconKey aria-hidden />}>
        It will not be shown again, and it is kept nowhere. If it is lost, give a new one.
      </Alert>
      <Group justify="flex-end">
        <Button onClick={onClose}>I have it, close this</Button>
      </Group>
    </Stack>
  )
}
