import { MantineProvider } from '@mantine/core'
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { setNonce } from 'get-nonce'
import { type ReactNode, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { type AbstractIntlMessages, IntlProvider } from 'use-intl'
import { AnnouncementRegion } from './announce.tsx'
import { CrashBoundary } from './crash-boundary.tsx'
import { OfflineBanner } from './offline-banner.tsx'
import { cssVariables, theme } from './theme.ts'
import { markUnfetched } from './unfetched-page.tsx'
import '@mantine/core/styles.layer.css'
import './base.css'

/** The server writes a new one into each page it sends; style elements without it are not applied. */
const styleNonce = () => document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? ''

export interface AppFrameProps {
  queryClient: QueryClient
  locale: string
  messages: AbstractIntlMessages
  children: ReactNode
}

/** What stands around every page of both apps: look, language, data, and what happens when something breaks. */
export function AppFrame({ queryClient, locale, messages, children }: AppFrameProps) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      getStyleNonce={styleNonce}
    >
      <IntlProvider locale={locale} messages={messages} timeZone={localTimeZone}>
        <QueryClientProvider client={queryClient}>
          <CrashBoundary>
            <OfflineBanner />
            {children}
            <AnnouncementRegion />
          </CrashBoundary>
        </QueryClientProvider>
      </IntlProvider>
    </MantineProvider>
  )
}

const localTimeZone = Intl.DateTimeFormat().resolvedOptions().timeZone

export function mount(app: ReactNode): void {
  const root = document.getElementById('root')
  if (!root) throw new Error('The page has no element #root.')
  markUnfetched()
  // Dialogs lock the page's scrolling with a style element of their own.
  setNonce(styleNonce())
  createRoot(root).render(<StrictMode>{app}</StrictMode>)
}
