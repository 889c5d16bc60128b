import { MvneConfig } from './config.ts'

export * from './config.ts'
export * from './line-activation.ts'

export const manifest = { id: 'mvne', role: 'line', Config: MvneConfig } as const
