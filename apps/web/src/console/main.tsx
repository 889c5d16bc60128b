import { RouterProvider } from '@tanstack/react-router'
import { createQueryClient } from '../api/query-client.ts'
import { watchSession } from '../api/session-query.ts'
import { AppFrame, mount } from '../kit/app-frame.tsx'
import { loadMessages } from '../kit/load-messages.ts'
import { consoleSession } from './api/session.ts'
import { createConsoleRouter } from './router.tsx'

const queryClient = createQueryClient()
const router = createConsoleRouter(queryClient)
watchSession(queryClient, {
  ...consoleSession,
  onEnded: () => void router.navigate({ to: '/sign-in', search: { next: router.state.location.href } }),
})

const messages = await loadMessages('console')
mount(
  <AppFrame queryClient={queryClient} locale="en-GB" messages={messages}>
    <RouterProvider router={router} />
  </AppFrame>,
)
