import type { Page } from 'playwright-core'
import type { Furnished } from './support/furnish.ts'

export type Look = 'light' | 'dark' | 'phone'

export interface PageOfApp {
  /** Stable: the name of its pictures in docs/screenshots. */
  name: string
  app: 'portal' | 'console'
  path: string | ((world: Furnished) => string)
  /** What a person does there first: opens a dialog, fills a basket. */
  act?: (page: Page) => Promise<void>
  /** Who looks at it; default: somebody who is signed in. */
  who?: 'visitor'
  /** Pictures of it that are worth having; every page is tried for accessibility and width anyway. */
  pictures?: Look[]
}

/**
 * Every page of both apps. A line here puts a page under the accessibility and width tests, and with `pictures` into
 * docs/screenshots.
 */
export const pages: PageOfApp[] = [
  { name: 'portal-sign-in', app: 'portal', path: '/sign-in', who: 'visitor', pictures: ['light'] },
  { name: 'portal-sign-up', app: 'portal', path: '/sign-up', who: 'visitor', pictures: ['light', 'phone'] },
  { name: 'portal-forgot-password', app: 'portal', path: '/forgot-password', who: 'visitor' },
  {
    name: 'portal-reset-password',
    app: 'portal',
    path: '/reset-password?token=from-the-mail',
    who: 'visitor',
  },
  { name: 'portal-home', app: 'portal', path: '/', pictures: ['light', 'dark', 'phone'] },
  { name: 'portal-shop', app: 'portal', path: '/catalog', pictures: ['light', 'phone'] },
  { name: 'portal-product', app: 'portal', path: '/catalog/ESIM-DATA-20', pictures: ['light', 'phone'] },
  {
    name: 'portal-checkout',
    app: 'portal',
    path: '/catalog/ESIM-DATA-20',
    act: async (page) => {
      await page.getByRole('button', { name: 'Order', exact: true }).click()
      await page.getByRole('heading', { name: 'Checkout' }).waitFor()
    },
    pictures: ['light', 'phone'],
  },
  { name: 'portal-empty-basket', app: 'portal', path: '/checkout' },
  { name: 'portal-orders', app: 'portal', path: '/orders', pictures: ['light'] },
  {
    name: 'portal-order-awaiting-review',
    app: 'portal',
    path: ({ orders }) => `/orders/${orders.awaitingReview}`,
    pictures: ['light', 'phone'],
  },
  {
    name: 'portal-order-active',
    app: 'portal',
    path: ({ orders }) => `/orders/${orders.provisioned}`,
    pictures: ['light', 'dark'],
  },
  { name: 'portal-services', app: 'portal', path: '/subscriptions', pictures: ['light'] },
  {
    name: 'portal-service',
    app: 'portal',
    path: ({ subscriptionId }) => `/subscriptions/${subscriptionId}`,
    pictures: ['light', 'phone'],
  },
  {
    name: 'portal-esim-code',
    app: 'portal',
    path: ({ subscriptionId }) => `/subscriptions/${subscriptionId}`,
    act: async (page) => {
      await page.getByRole('button', { name: 'Show the QR code' }).click()
      await page.getByRole('img', { name: /^QR code/ }).waitFor()
    },
    pictures: ['light', 'phone'],
  },
  {
    name: 'portal-top-up',
    app: 'portal',
    path: ({ subscriptionId }) => `/subscriptions/${subscriptionId}`,
    act: async (page) => {
      await page.getByRole('button', { name: 'Top up' }).click()
      await page.getByRole('dialog', { name: 'Top up' }).waitFor()
    },
  },
  { name: 'portal-invoices', app: 'portal', path: '/billing/invoices', pictures: ['light'] },
  {
    name: 'portal-invoice',
    app: 'portal',
    path: ({ invoiceId }) => `/billing/invoices/${invoiceId}`,
    pictures: ['light'],
  },
  { name: 'portal-support', app: 'portal', path: '/support', pictures: ['light'] },
  { name: 'portal-account', app: 'portal', path: '/account', pictures: ['light'] },
  { name: 'portal-address', app: 'portal', path: '/account/address', pictures: ['light'] },
  { name: 'portal-identity', app: 'portal', path: '/account/identity' },
  { name: 'portal-eligibility', app: 'portal', path: '/eligibility', pictures: ['light'] },
  // Hosted PBX where it is sold is tried in pbx-pages.story.ts, with orders behind its pages.
  { name: 'portal-pbx', app: 'portal', path: '/pbx' },
  { name: 'portal-pbx-claim-over', app: 'portal', path: '/pbx/claim', who: 'visitor' },
  { name: 'portal-pbx-correction-over', app: 'portal', path: '/pbx/correction', who: 'visitor' },
  { name: 'portal-nothing-here', app: 'portal', path: '/no/such/page' },

  { name: 'console-sign-in', app: 'console', path: '/console/sign-in', who: 'visitor' },
  { name: 'console-queue', app: 'console', path: '/console', pictures: ['light', 'dark', 'phone'] },
  {
    name: 'console-order-held',
    app: 'console',
    path: ({ orders }) => `/console/orders/${orders.held}`,
    pictures: ['light', 'dark'],
  },
  {
    name: 'console-repair',
    app: 'console',
    path: ({ orders }) => `/console/orders/${orders.held}?step=billing.add-order`,
    act: async (page) => {
      await page.getByRole('button', { name: 'Change a field…' }).click()
      await page.getByRole('dialog').waitFor()
    },
    pictures: ['light'],
  },
  {
    name: 'console-order-list-of-steps',
    app: 'console',
    path: ({ orders }) => `/console/orders/${orders.held}?plan=list&tab=attempts`,
  },
  {
    name: 'console-order-activating',
    app: 'console',
    path: ({ orders }) => `/console/orders/${orders.activating}`,
    pictures: ['light'],
  },
  {
    name: 'console-order-completed',
    app: 'console',
    path: ({ orders }) => `/console/orders/${orders.provisioned}`,
  },
  {
    name: 'console-fallout',
    app: 'console',
    path: '/console/fallout',
    act: async (page) => {
      await page.getByRole('button', { name: 'Client closed' }).click()
      await page.getByRole('table', { name: 'Orders of this cause' }).waitFor()
    },
    pictures: ['light'],
  },
  {
    name: 'console-dry-run',
    app: 'console',
    path: '/console/dry-run',
    act: async (page) => {
      await page.getByRole('radio', { name: 'Something new for a customer' }).check()
      await page.getByLabel('Customer number').fill('C-1001')
      await page.getByRole('combobox', { name: 'Product' }).fill('ESIM-DATA-20')
      await page.getByRole('option', { name: /ESIM-DATA-20/ }).click()
      await page.getByRole('button', { name: 'Show what would happen' }).click()
      await page.getByText('billing.add-order').first().waitFor()
    },
    pictures: ['light'],
  },
  {
    name: 'console-palette',
    app: 'console',
    path: '/console',
    act: async (page) => {
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox', { name: 'Find or go to' }).fill('ada')
      await page.getByRole('group', { name: 'Customers' }).getByRole('option').first().waitFor()
    },
    pictures: ['light'],
  },
  { name: 'console-customers', app: 'console', path: '/console/customers', pictures: ['light'] },
  {
    name: 'console-customer',
    app: 'console',
    path: ({ adaConsoleId }) => `/console/customers/${adaConsoleId}`,
    pictures: ['light'],
  },
  { name: 'console-catalogue', app: 'console', path: '/console/catalogue', pictures: ['light'] },
  { name: 'console-connectors', app: 'console', path: '/console/connectors', pictures: ['light'] },
  { name: 'console-connector', app: 'console', path: '/console/connectors/whmcs', pictures: ['light'] },
  { name: 'console-provisioning', app: 'console', path: '/console/provisioning' },
  { name: 'console-provider-mapping', app: 'console', path: '/console/provider-mapping' },
  { name: 'console-mails', app: 'console', path: '/console/mails', pictures: ['light'] },
  { name: 'console-metrics', app: 'console', path: '/console/metrics', pictures: ['light', 'dark'] },
  { name: 'console-audit', app: 'console', path: '/console/audit', pictures: ['light'] },
  { name: 'console-operators', app: 'console', path: '/console/operators', pictures: ['light'] },
  { name: 'console-account', app: 'console', path: '/console/account' },
  { name: 'console-nothing-here', app: 'console', path: '/console/no/such/page' },
]

export function pathOf(page: PageOfApp, world: Furnished): string {
  return typeof page.path === 'string' ? page.path : page.path(world)
}
