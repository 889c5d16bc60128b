import { Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'

export interface EmptyStateProps {
  icon?: ReactNode
  title: string
  /** Why there is nothing, and what would put something here. */
  text?: string
  action?: ReactNode
  /** Level of the heading, to fit under the one above it. */
  order?: 2 | 3
}

export function EmptyState({ icon, title, text, action, order = 3 }: EmptyStateProps) {
  return (
    <Stack align="center" ta="center" gap="xs" py="xl" px="md">
      {icon && <Text c="harbour">{icon}</Text>}
      <Title order={order} size="h4">
        {title}
      </Title>
      {text && (
        <Text c="dimmed" maw={460}>
          {text}
        </Text>
      )}
      {action}
    </Stack>
  )
}
