import type { support as en } from '../en/support.ts'

export const support: Record<keyof typeof en, string> = {}
