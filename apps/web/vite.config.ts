import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { compiledMessages } from './build/compiled-messages.ts'
import { groups } from './build/first-load.ts'

/** Two pages, the customer portal and the operator console, with their shared parts in files of their own. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), compiledMessages(import.meta.dirname)],
  resolve: {
    // The messages come compiled, so that the parser stays out of the pages.
    alias: [{ find: /^use-intl\/format-message$/, replacement: 'use-intl/format-message/format-only' }],
  },
  build: {
    outDir: 'dist',
    manifest: true,
    // Every browser that the target above leaves has it.
    modulePreload: { polyfill: false },
    // Styles and fonts stay files, so that the content security policy needs no data: address for them.
    assetsInlineLimit: 0,
    target: 'es2023',
    rolldownOptions: {
      input: { portal: 'index.html', console: 'console/index.html' },
      output: { codeSplitting: { groups } },
    },
  },
})
