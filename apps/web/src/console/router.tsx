import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { NotFoundPage } from '../kit/not-found-page.tsx'
import { PendingPage } from '../kit/pending-page.tsx'
import { consoleSessionQuery } from './api/session.ts'
import { readOrderSearch } from './pages/order/order-search.ts'
import { readMappingSearch } from './pages/provider-mapping/mapping-search.ts'
import { readProvisioningSearch, readRegistrationSearch } from './pages/provisioning/provisioning-search.ts'
import { readQueueSearch } from './pages/queue/queue-search.ts'
import { ConsoleShell } from './shell/console-shell.tsx'
import { RouteError } from './shell/route-error.tsx'

interface RouterContext {
  queryClient: QueryClient
}

const root = createRootRouteWithContext<RouterContext>()({ component: Outlet })

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { next?: string } => {
    // An address of the console, never one elsewhere.
    const next = typeof search.next === 'string' ? search.next : ''
    // Named even when it is not wanted: what a route does not answer stays as it was in the address.
    return { next: /^\/(?![/\\])/.test(next) ? next : undefined }
  },
  // Whoever is signed in already has no business here; when that cannot be told, the form says what is wrong.
  beforeLoad: async ({ context, search }) => {
    const session = await context.queryClient.ensureQueryData(consoleSessionQuery).catch(() => null)
    if (session) throw redirect({ to: '/', href: search.next })
  },
  component: lazyRouteComponent(() => import('./pages/sign-in/sign-in-page.tsx'), 'SignInPage'),
})

/** Pages of operators; whoever is not signed in goes to the sign-in page and comes back. */
const operator = createRoute({
  getParentRoute: () => root,
  id: 'operator',
  component: ConsoleShell,
  beforeLoad: async ({ context, location }) => {
    const session = await context.queryClient.ensureQueryData(consoleSessionQuery)
    if (session === null) throw redirect({ to: '/sign-in', search: { next: location.href } })
  },
})

const queue = createRoute({
  getParentRoute: () => operator,
  path: '/',
  validateSearch: readQueueSearch,
  component: lazyRouteComponent(() => import('./pages/queue/queue-page.tsx'), 'QueuePage'),
})
const order = createRoute({
  getParentRoute: () => operator,
  path: '/orders/$id',
  validateSearch: readOrderSearch,
  component: lazyRouteComponent(() => import('./pages/order/order-page.tsx'), 'OrderPage'),
})
const provisioning = createRoute({
  getParentRoute: () => operator,
  path: '/provisioning',
  validateSearch: readProvisioningSearch,
  component: lazyRouteComponent(
    () => import('./pages/provisioning/provisioning-page.tsx'),
    'ProvisioningPage',
  ),
})
const registration = createRoute({
  getParentRoute: () => provisioning,
  path: '/$id/registration',
  validateSearch: readRegistrationSearch,
  component: lazyRouteComponent(
    () => import('./pages/provisioning/registration/registration-dialog.tsx'),
    'RegistrationDialog',
  ),
})
const number = createRoute({
  getParentRoute: () => provisioning,
  path: '/$id/number',
  component: lazyRouteComponent(
    () => import('./pages/provisioning/number/number-dialog.tsx'),
    'NumberDialog',
  ),
})
const providerMapping = createRoute({
  getParentRoute: () => operator,
  path: '/provider-mapping',
  validateSearch: readMappingSearch,
  component: lazyRouteComponent(
    () => import('./pages/provider-mapping/provider-mapping-page.tsx'),
    'ProviderMappingPage',
  ),
})
const fallout = createRoute({
  getParentRoute: () => operator,
  path: '/fallout',
  component: lazyRouteComponent(() => import('./pages/fallout/fallout-page.tsx'), 'FalloutPage'),
})
const dryRun = createRoute({
  getParentRoute: () => operator,
  path: '/dry-run',
  component: lazyRouteComponent(() => import('./pages/dry-run/dry-run-page.tsx'), 'DryRunPage'),
})
const customers = createRoute({
  getParentRoute: () => operator,
  path: '/customers',
  validateSearch: (search: Record<string, unknown>): { query?: string; needsReview?: boolean } => ({
    ...(typeof search.query === 'string' && search.query !== '' ? { query: search.query } : {}),
    ...(search.needsReview === true ? { needsReview: true } : {}),
  }),
  component: lazyRouteComponent(() => import('./pages/customers/customer-list-page.tsx'), 'CustomerListPage'),
})
const customer = createRoute({
  getParentRoute: () => operator,
  path: '/customers/$id',
  component: lazyRouteComponent(() => import('./pages/customers/customer-page.tsx'), 'CustomerPage'),
})
const mails = createRoute({
  getParentRoute: () => operator,
  path: '/mails',
  validateSearch: textSearch('state', 'template', 'to'),
  component: lazyRouteComponent(() => import('./pages/mails/mail-list-page.tsx'), 'MailListPage'),
})
const connectors = createRoute({
  getParentRoute: () => operator,
  path: '/connectors',
  component: lazyRouteComponent(
    () => import('./pages/connectors/connector-list-page.tsx'),
    'ConnectorListPage',
  ),
})
const connector = createRoute({
  getParentRoute: () => operator,
  path: '/connectors/$id',
  component: lazyRouteComponent(() => import('./pages/connectors/connector-page.tsx'), 'ConnectorPage'),
})
const catalogue = createRoute({
  getParentRoute: () => operator,
  path: '/catalogue',
  validateSearch: (search: Record<string, unknown>): { text?: string; onlyFlagged?: true } => ({
    ...(typeof search.text === 'string' && search.text !== '' ? { text: search.text } : {}),
    ...(search.onlyFlagged === true ? { onlyFlagged: true } : {}),
  }),
  component: lazyRouteComponent(() => import('./pages/catalogue/catalogue-page.tsx'), 'CataloguePage'),
})
const metrics = createRoute({
  getParentRoute: () => operator,
  path: '/metrics',
  validateSearch: (search: Record<string, unknown>): { range?: '24h' | '7d' | '30d' } =>
    search.range === '24h' || search.range === '7d' || search.range === '30d' ? { range: search.range } : {},
  component: lazyRouteComponent(() => import('./pages/metrics/metrics-page.tsx'), 'MetricsPage'),
})
const audit = createRoute({
  getParentRoute: () => operator,
  path: '/audit',
  validateSearch: textSearch(
    'actorId',
    'action',
    'subjectKind',
    'subjectId',
    'correlationId',
    'from',
    'before',
  ),
  component: lazyRouteComponent(() => import('./pages/audit/audit-page.tsx'), 'AuditPage'),
})
const operators = createRoute({
  getParentRoute: () => operator,
  path: '/operators',
  component: lazyRouteComponent(() => import('./pages/operators/operator-list-page.tsx'), 'OperatorListPage'),
})
const account = createRoute({
  getParentRoute: () => operator,
  path: '/account',
  component: lazyRouteComponent(() => import('./pages/account/account-page.tsx'), 'AccountPage'),
})

const routeTree = root.addChildren([
  signIn,
  operator.addChildren([
    queue,
    order,
    provisioning.addChildren([registration, number]),
    providerMapping,
    fallout,
    dryRun,
    customers,
    customer,
    mails,
    connectors,
    connector,
    catalogue,
    metrics,
    audit,
    operators,
    account,
  ]),
])

export function createConsoleRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    basepath: '/console',
    context: { queryClient },
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    defaultNotFoundComponent: NotFoundPage,
    defaultErrorComponent: RouteError,
    defaultPendingComponent: PendingPage,
    scrollRestoration: true,
    // What no page knows of, or wrote otherwise, is taken out of the address.
    search: { strict: true },
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createConsoleRouter>
  }
}

/** Filters that are plain words in the address; anything else in it is left out. */
function textSearch<const Name extends string>(...names: Name[]) {
  return (search: Record<string, unknown>) =>
    Object.fromEntries(
      names.flatMap((name) => {
        const value = search[name]
        return typeof value === 'string' && value !== '' ? [[name, value]] : []
      }),
    ) as Partial<Record<Name, string>>
}
