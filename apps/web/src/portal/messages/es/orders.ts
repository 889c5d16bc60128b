import type { orders as en } from '../en/orders.ts'

export const orders: Record<keyof typeof en, string> = {}
