import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { CrashPage } from '../kit/crash-boundary.tsx'
import { NotFoundPage } from '../kit/not-found-page.tsx'
import { PendingPage } from '../kit/pending-page.tsx'
import { portalSessionQuery } from './api/session.ts'
import { PortalShell } from './shell/portal-shell.tsx'
import { WelcomeShell } from './shell/welcome-shell.tsx'

interface RouterContext {
  queryClient: QueryClient
}

const root = createRootRouteWithContext<RouterContext>()({ component: Outlet })

/** Pages of people who are not signed in. */
const welcome = createRoute({ getParentRoute: () => root, id: 'welcome', component: WelcomeShell })

const signIn = createRoute({
  getParentRoute: () => welcome,
  path: '/sign-in',
  validateSearch: nextOnly,
  component: lazyRouteComponent(() => import('./pages/account/sign-in-page.tsx'), 'SignInPage'),
})
const signUp = createRoute({
  getParentRoute: () => welcome,
  path: '/sign-up',
  validateSearch: nextOnly,
  component: lazyRouteComponent(() => import('./pages/account/sign-up-page.tsx'), 'SignUpPage'),
})
const forgotPassword = createRoute({
  getParentRoute: () => welcome,
  path: '/forgot-password',
  component: lazyRouteComponent(
    () => import('./pages/account/forgot-password-page.tsx'),
    'ForgotPasswordPage',
  ),
})
const resetPassword = createRoute({
  getParentRoute: () => welcome,
  path: '/reset-password',
  validateSearch: (search: Record<string, unknown>) => ({ token: textOr(search.token, '') }),
  component: lazyRouteComponent(() => import('./pages/account/reset-password-page.tsx'), 'ResetPasswordPage'),
})
/** Where the links of mails about a hosted PBX lead; the token stands behind the #. */
const pbxClaim = createRoute({
  getParentRoute: () => welcome,
  path: '/pbx/claim',
  component: lazyRouteComponent(() => import('./pages/pbx/claim-page.tsx'), 'ClaimPage'),
})
const pbxCorrection = createRoute({
  getParentRoute: () => welcome,
  path: '/pbx/correction',
  component: lazyRouteComponent(() => import('./pages/pbx/correction-page.tsx'), 'CorrectionPage'),
})

/** Pages of customers; whoever is not signed in goes to the sign-in page and comes back. */
const customer = createRoute({
  getParentRoute: () => root,
  id: 'customer',
  component: PortalShell,
  beforeLoad: async ({ context, location }) => {
    const session = await context.queryClient.ensureQueryData(portalSessionQuery)
    if (session !== null) return
    throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { next: location.href } })
  },
})

const dashboard = createRoute({
  getParentRoute: () => customer,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/account/dashboard-page.tsx'), 'DashboardPage'),
})
const address = createRoute({
  getParentRoute: () => customer,
  path: '/account/address',
  validateSearch: nextOnly,
  component: lazyRouteComponent(() => import('./pages/account/address-page.tsx'), 'AddressPage'),
})
const account = createRoute({
  getParentRoute: () => customer,
  path: '/account',
  component: lazyRouteComponent(() => import('./pages/account/account-page.tsx'), 'AccountPage'),
})
const identity = createRoute({
  getParentRoute: () => customer,
  path: '/account/identity',
  component: lazyRouteComponent(() => import('./pages/account/identity-page.tsx'), 'IdentityPage'),
})
const eligibility = createRoute({
  getParentRoute: () => customer,
  path: '/eligibility',
  component: lazyRouteComponent(() => import('./pages/account/eligibility-page.tsx'), 'EligibilityPage'),
})
const catalogue = createRoute({
  getParentRoute: () => customer,
  path: '/catalog',
  validateSearch: (search: Record<string, unknown>): { category?: string } =>
    typeof search.category === 'string' ? { category: search.category } : {},
  component: lazyRouteComponent(() => import('./pages/catalogue/catalogue-page.tsx'), 'CataloguePage'),
})
const product = createRoute({
  getParentRoute: () => customer,
  path: '/catalog/$sku',
  component: lazyRouteComponent(() => import('./pages/catalogue/product-page.tsx'), 'ProductPage'),
})
const checkout = createRoute({
  getParentRoute: () => customer,
  path: '/checkout',
  component: lazyRouteComponent(() => import('./pages/catalogue/checkout-page.tsx'), 'CheckoutPage'),
})
const pbx = createRoute({
  getParentRoute: () => customer,
  path: '/pbx',
  // The product from whose page somebody comes.
  validateSearch: (search: Record<string, unknown>): { product?: string } =>
    typeof search.product === 'string' ? { product: search.product } : {},
  component: lazyRouteComponent(() => import('./pages/pbx/start-page.tsx'), 'PbxStartPage'),
})
const pbxStep = createRoute({
  getParentRoute: () => customer,
  path: '/pbx/$step',
  component: lazyRouteComponent(() => import('./pages/pbx/wizard-page.tsx'), 'PbxWizardPage'),
})
const orders = createRoute({
  getParentRoute: () => customer,
  path: '/orders',
  component: lazyRouteComponent(() => import('./pages/orders/order-list-page.tsx'), 'OrderListPage'),
})
const order = createRoute({
  getParentRoute: () => customer,
  path: '/orders/$sfOrderId',
  component: lazyRouteComponent(() => import('./pages/orders/order-page.tsx'), 'OrderPage'),
})
const subscriptions = createRoute({
  getParentRoute: () => customer,
  path: '/subscriptions',
  component: lazyRouteComponent(
    () => import('./pages/services/subscription-list-page.tsx'),
    'SubscriptionListPage',
  ),
})
const subscription = createRoute({
  getParentRoute: () => customer,
  path: '/subscriptions/$id',
  // A new eSIM or a top-up that is under way, so that a reload goes on showing it.
  validateSearch: (search: Record<string, unknown>): { action?: string } =>
    typeof search.action === 'string' ? { action: search.action } : {},
  component: lazyRouteComponent(() => import('./pages/services/subscription-page.tsx'), 'SubscriptionPage'),
})
const invoices = createRoute({
  getParentRoute: () => customer,
  path: '/billing/invoices',
  component: lazyRouteComponent(() => import('./pages/invoices/invoice-list-page.tsx'), 'InvoiceListPage'),
})
const invoice = createRoute({
  getParentRoute: () => customer,
  path: '/billing/invoices/$id',
  component: lazyRouteComponent(() => import('./pages/invoices/invoice-page.tsx'), 'InvoicePage'),
})
const support = createRoute({
  getParentRoute: () => customer,
  path: '/support',
  component: lazyRouteComponent(() => import('./pages/support/support-page.tsx'), 'SupportPage'),
})

const routeTree = root.addChildren([
  welcome.addChildren([signIn, signUp, forgotPassword, resetPassword, pbxClaim, pbxCorrection]),
  customer.addChildren([
    dashboard,
    account,
    address,
    identity,
    eligibility,
    catalogue,
    product,
    checkout,
    pbx,
    pbxStep,
    orders,
    order,
    subscriptions,
    subscription,
    invoices,
    invoice,
    support,
  ]),
])

export function createPortalRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    defaultNotFoundComponent: NotFoundPage,
    defaultErrorComponent: CrashPage,
    defaultPendingComponent: PendingPage,
    scrollRestoration: true,
    // What a page does not know in its address is left out of it.
    search: { strict: true },
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createPortalRouter>
  }
}

/** Where to go afterwards: an address of this portal, never one elsewhere. */
function nextOnly(search: Record<string, unknown>): { next?: string } {
  const next = textOr(search.next, '')
  return /^\/(?![/\\])/.test(next) ? { next } : {}
}

function textOr(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise
}
