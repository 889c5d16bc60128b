const tanstack = /\/node_modules\/@tanstack\/(react-router|router-core|history|store|react-store)\//
/** Reading page by page and the like comes with the pages that do it. */
const query =
  /\/node_modules\/@tanstack\/(query-core|react-query)\/(?!.*(infiniteQueryO|useInfinite|queriesO|useQueries|hydrat|streamed))/i
const mantine = (components: string) =>
  new RegExp(`/node_modules/@mantine/core/esm/components/(${components})/`)

/**
 * Files that are put together by hand. The build by itself makes dozens of small ones, which weigh more, since each is
 * compressed alone. What is named in none of them goes with the pages that need it; the first that fits counts.
 */
export const groups = groupsOf({
  /** What every visit of the portal begins with. */
  start: [
    /\/node_modules\/(react|react-dom|scheduler|use-intl|@formatjs|use-sync-external-store|get-nonce|clsx)\//,
    tanstack,
    query,
    /\/node_modules\/@mantine\/core\/esm\/core\/(?!.*scoped-keydown)/,
    mantine('Anchor|Button|Group|Loader|Skeleton|Stack|Text|Title|Transition|UnstyledButton'),
    /\/node_modules\/@mantine\/hooks\/.*\/(use-(network|media-query|did-update|reduced-motion|isomorphic-effect|window-event|id)\/|random-id)/,
    /\/icons-react\/dist\/esm\/(createReactComponent|defaultAttributes|icons\/Icon(AlertTriangle|CircleCheck)\.)/,
    /\/src\/api\/(?!use-event-stream)/,
    /\/src\/portal\/(language|api\/session|shell\/(portal-shell|welcome-shell|frame-notes|touch-targets))\b/,
    /\/src\/kit\/(announce|app-frame|base|brand|crash-boundary|error-notice|link|loaded|load-messages|not-found-page|offline-banner|page|pending-page|skip-link|theme|unfetched-page|use-action|use-error-words)\.(ts|tsx|css|module\.css)/,
  ],
  /** Whoever is not signed in fills in a form: signs in or signs up. */
  forms: [
    mantine('CloseButton|Divider|Input|InputBase|NativeSelect|TextInput'),
    /\/components\/Combobox\/(ComboboxChevron|get-parsed-combobox-data|Combobox\.module)/,
    /\/src\/kit\/(use-fields|use-form-errors)\b/,
    /\/src\/portal\/shell\/(welcome-frame|language-control|harbour-lights)\b/,
    /\/src\/portal\/pages\/account\/(sign-in-page|sign-up-page|sign-up-rules|demo-hint|password-field|new-password-fields|use-password-words|welcome-form)/,
    /\/icons\/IconCircleDashed\.|\/password-rules\.ts/,
  ],
  /** Whoever is signed in begins at home. */
  home: [
    /\/icons\/Icon(ArrowBackUp|Ban|Basket|ClockHour4|FileInvoice|HandStop|Hourglass|Id|Messages|Package|PlayerPause|Router|ShieldLock|SunHigh|User|X)\.mjs/,
    /\/src\/kit\/(money|format-money|moment|status-pill)\b/,
    /\/src\/portal\/shell\/portal-frame\b/,
    /\/src\/portal\/api\/(account|services|invoices)\b/,
    /\/src\/portal\/pages\/account\/(dashboard-page|payment-method-prompt|address-banner|notice-card|use-billing-page)\b/,
    /\/src\/portal\/pages\/(orders\/order-status|services\/(subscription-card|subscription-status|subscription-price|category-icon)|invoices\/(pay-button|invoice-status))\b/,
  ],
})

function groupsOf(parts: Record<string, RegExp[]>) {
  return Object.entries(parts).map(([name, patterns]) => ({
    name,
    test: (id: string) => patterns.some((pattern) => pattern.test(id)),
  }))
}
