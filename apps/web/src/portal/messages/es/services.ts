import type { services as en } from '../en/services.ts'

export const services: Record<keyof typeof en, string> = {}
