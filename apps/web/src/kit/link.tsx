import { Anchor, type AnchorProps, Button, type ButtonProps } from '@mantine/core'
import { createLink } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, Ref } from 'react'

type Native<Props> = Props &
  Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof Props> & { ref?: Ref<HTMLAnchorElement> }

/** A link to another page of the app, in running text. */
export const TextLink = createLink((props: Native<AnchorProps>) => <Anchor {...props} />)

/** A link that looks like a button, for the next thing to do. */
export const ButtonLink = createLink((props: Native<ButtonProps>) => <Button component="a" {...props} />)
