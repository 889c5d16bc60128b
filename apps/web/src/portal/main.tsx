import { RouterProvider } from '@tanstack/react-router'
import { createQueryClient } from '../api/query-client.ts'
import { watchSession } from '../api/session-query.ts'
import { AppFrame, mount } from '../kit/app-frame.tsx'
import { portalSession } from './api/session.ts'
import { LanguageProvider, startLanguage } from './language.tsx'
import { createPortalRouter } from './router.tsx'

const queryClient = createQueryClient()
const router = createPortalRouter(queryClient)
watchSession(queryClient, {
  ...portalSession,
  onEnded: () => void router.navigate({ to: '/sign-in', search: { next: router.state.location.href } }),
})

const start = await startLanguage()
mount(
  <LanguageProvider start={start}>
    {({ locale, messages }) => (
      <AppFrame queryClient={queryClient} locale={locale} messages={messages}>
        <RouterProvider router={router} />
      </AppFrame>
    )}
  </LanguageProvider>,
)
