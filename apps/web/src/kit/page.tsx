import { Box, Group, Stack, Text, Title } from '@mantine/core'
import { type ReactNode, useEffect, useRef } from 'react'

export interface PageProps {
  title: string
  /** One line under the title. */
  intro?: ReactNode
  /** Above the title: the way back. */
  above?: ReactNode
  /** Beside the title: buttons, or how live the page is. */
  aside?: ReactNode
  children: ReactNode
}

/**
 * One page: its title in the heading and in the window, and the focus on the heading when people come from another page,
 * so that a screen reader begins where the new page begins.
 */
export function Page({ title, intro, above, aside, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = title
  }, [title])
  useEffect(() => {
    if (navigatedBefore) heading.current?.focus({ preventScroll: true })
    navigatedBefore = true
  }, [])
  return (
    <Stack gap="lg">
      <Box>
        {above}
        <Group justify="space-between" align="flex-start" gap="sm">
          <Title order={1} ref={heading} tabIndex={-1} fz={{ base: 26, sm: 32 }} style={{ outline: 'none' }}>
            {title}
          </Title>
          {aside}
        </Group>
        {intro && (
          <Text c="dimmed" mt={4} maw={680}>
            {intro}
          </Text>
        )}
      </Box>
      {children}
    </Stack>
  )
}

/** On the first page of a visit the browser's own start of the document is right. */
let navigatedBefore = false
