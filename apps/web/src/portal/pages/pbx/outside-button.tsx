import { Button } from '@mantine/core'
import type { ReactNode } from 'react'

/** A link to a page that is not ours, in the shape of a button; nothing when the address is no page. */
export function OutsideButton({ href, children }: { href: string; children: ReactNode }) {
  if (!/^https?:\/\//.test(href)) return null
  return (
    <Button component="a" href={href} rel="noreferrer" style={{ alignSelf: 'flex-start' }}>
      {children}
    </Button>
  )
}
