import { lazyRouteComponent } from '@tanstack/react-router'

/** Comes together with the page: somebody who is signed in needs nothing of it. */
export const WelcomeShell = lazyRouteComponent(() => import('./welcome-frame.tsx'), 'WelcomeFrame')
