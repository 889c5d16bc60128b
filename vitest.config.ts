import { defineConfig } from 'vitest/config'

/** A file with vitest's own result as JSON, from which the last line of a run is computed. */
const resultFile = process.env.TURNUP_TEST_RESULT

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    teardownTimeout: 30_000,
    // Mocks and environment that one test leaves behind must not reach the next.
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
    reporters: resultFile ? ['default', ['json', { outputFile: resultFile }]] : ['default'],
    projects: [
      {
        extends: true,
        test: {
          name: 'pure',
          include: [
            'packages/{domain,contracts,connectors,mail-templates}/src/**/*.test.ts',
            'apps/{cli,sandbox}/src/**/*.test.ts',
            'apps/web/src/**/*.test.{ts,tsx}',
          ],
          exclude: ['**/*.live.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'live',
          include: [
            'packages/{store,fulfilment,use-cases}/src/**/*.test.ts',
            '{packages/connectors,apps/sandbox}/src/**/*.live.test.ts',
            'apps/server/src/**/*.test.ts',
            'tests/**/*.{test,story}.ts',
          ],
          exclude: ['tests/browser/**'],
          globalSetup: ['tests/support/shared-services.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.{test,story}.ts'],
          globalSetup: ['tests/browser/global-setup.ts'],
          // After the others: a browser beside their stories would leave too little of the machine to either.
          sequence: { groupOrder: 1 },
          testTimeout: 90_000,
        },
      },
    ],
  },
})
