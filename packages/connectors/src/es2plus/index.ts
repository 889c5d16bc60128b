import { Es2PlusConfig } from './config.ts'

export * from './config.ts'
export * from './esim-provider.ts'
export { maskEs2Plus } from './mask-es2plus.ts'

export const manifest = { id: 'es2plus', role: 'esim', Config: Es2PlusConfig } as const
