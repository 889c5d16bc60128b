import { lazyRouteComponent } from '@tanstack/react-router'

/** Comes together with the page: somebody who signs in first needs nothing of it. */
export const PortalShell = lazyRouteComponent(() => import('./portal-frame.tsx'), 'PortalFrame')
