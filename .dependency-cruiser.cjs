/**
 * The arrows of the house (ARCHITECTURE.md): domain <- contracts, store, use-cases, fulfilment, connectors,
 * mail-templates <- apps. TypeScript 7 has no parser for JavaScript programs, so the files are read by swc.
 */

/** What each package may import of ours, apart from itself. */
const allowed = {
  domain: [],
  contracts: ['domain'],
  store: ['domain'],
  connectors: ['domain'],
  'mail-templates': ['domain'],
  fulfilment: ['domain', 'store', 'mail-templates'],
  'use-cases': ['domain', 'contracts', 'store', 'fulfilment', 'mail-templates'],
}

/** Tests may reach further: they put parts together that the product keeps apart. */
const tests = String.raw`\.(test|test-data)\.ts$|/testing/|-(world|harness)\.ts$|^packages/connectors/src/contract/`

const packageArrows = Object.entries(allowed).map(([name, others]) => ({
  name: `arrows-of-${name}`,
  comment: `packages/${name} may import ${others.join(', ') || 'nothing of ours'}.`,
  severity: 'error',
  from: { path: `^packages/${name}/`, pathNot: tests },
  to: { path: '^(packages|apps|tests|bench)/', pathNot: `^packages/(${[name, ...others].join('|')})/` },
}))

module.exports = {
  forbidden: [
    ...packageArrows,
    {
      name: 'packages-know-no-apps',
      comment: 'Not even the tests of a package import an app.',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^(apps|bench)/' },
    },
    {
      name: 'domain-imports-nothing',
      comment: 'The domain is pure: no library, no Node module.',
      severity: 'error',
      from: { path: '^packages/domain/', pathNot: tests },
      to: { pathNot: '^packages/domain/' },
    },
    {
      name: 'concrete-connectors-only-in-the-wiring',
      comment:
        "Which vendor plays a role is decided in the server's wiring and in the sandbox, nowhere else.",
      severity: 'error',
      from: {
        path: '^(apps|packages|bench)/',
        pathNot: [
          tests,
          '^packages/connectors/',
          '^apps/sandbox/',
          '^apps/server/src/(wiring|settings)(/|\\.ts$)',
        ],
      },
      to: { path: '^packages/connectors/src/', pathNot: '^packages/connectors/src/sandbox-kit/' },
    },
    {
      name: 'connectors-do-not-know-each-other',
      severity: 'error',
      from: { path: '^packages/connectors/src/([^/]+)/', pathNot: tests },
      to: {
        path: '^packages/connectors/src/[^/]+/',
        pathNot: '^packages/connectors/src/($1|http|mail-record|sandbox-kit|contract)/',
      },
    },
    {
      name: 'connectors-do-not-know-their-sandbox',
      comment: 'The same code talks to the real system and to the imitation.',
      severity: 'error',
      from: {
        path: '^packages/connectors/src/[^/]+/',
        pathNot: [tests, '/sandbox(-kit)?/', 'mail-sandbox/'],
      },
      to: { path: '/sandbox(-kit)?/' },
    },
    {
      name: 'apps-are-started-not-imported',
      comment: 'The command line starts the others as processes; it may know their edges.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/', pathNot: ['^apps/cli/', tests] },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'pages-know-only-contracts',
      comment:
        'A page speaks to the server through the API; of ours it knows the shapes of requests and answers.',
      severity: 'error',
      from: { path: '^apps/web/src/' },
      to: { path: '^(packages|apps)/', pathNot: '^(apps/web/src|packages/contracts)/' },
    },
    {
      name: 'portal-and-console-share-only-kit-and-api',
      severity: 'error',
      from: { path: '^apps/web/src/(portal|console)/' },
      to: { path: '^apps/web/src/(portal|console)/', pathNot: '^apps/web/src/$1/' },
    },
    {
      name: 'the-kit-knows-neither-app',
      severity: 'error',
      from: { path: '^apps/web/src/(kit|api)/' },
      to: { path: '^apps/web/src/(portal|console)/' },
    },
    {
      name: 'the-product-knows-no-tests',
      severity: 'error',
      from: { path: '^(packages|apps)/', pathNot: tests },
      to: { path: '^tests/|\\.test\\.ts$' },
    },
    {
      name: 'no-cycles',
      comment: 'Types may look both ways, since nothing is left of them at run time.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-missing-files',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^virtual:' },
    },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/|^apps/web/src/.*\\.css$' },
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json'],
      mainFields: ['module', 'main', 'types'],
    },
  },
}
