import type { invoices as en } from '../en/invoices.ts'

export const invoices: Record<keyof typeof en, string> = {}
