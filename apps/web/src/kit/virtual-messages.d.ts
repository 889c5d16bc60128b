/** Made by the build (build/compiled-messages.ts). */
declare module 'virtual:messages' {
  /** Addresses of the compiled messages. */
  export const messageFiles: Record<'portal-en' | 'portal-es' | 'console', string>
}
