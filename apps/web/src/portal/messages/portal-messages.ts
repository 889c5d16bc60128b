import type en from './en/index.ts'

/** English leads: every other language has the same keys, held by the types. */
export type PortalMessages = typeof en
