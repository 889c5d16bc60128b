import { Text, Title } from '@mantine/core'
import { type ReactNode, useId } from 'react'
import styles from './metrics.module.css'

export interface PictureProps {
  title: string
  /** What is counted, in one line. */
  about: string
  children: ReactNode
}

/** One picture with its name and what it counts. */
export function Picture({ title, about, children }: PictureProps) {
  const id = useId()
  return (
    <section aria-labelledby={id} className={styles.picture}>
      <Title order={2} size="h4" id={id}>
        {title}
      </Title>
      <Text size="sm" c="dimmed" mb="md">
        {about}
      </Text>
      {children}
    </section>
  )
}
