import { z } from 'zod'
import { startSandbox } from './start-sandbox.ts'

/** The sandbox as a process of its own; everything it is told stands in its environment. */
const Environment = z.object({
  SANDBOX_HOST: z.string().default('127.0.0.1'),
  SANDBOX_PORT: z.coerce.number().int().min(0).max(65_535).default(4_000),
  SANDBOX_DATA_DIR: z.string().optional(),
  SANDBOX_LATENCY_MS: z.coerce.number().int().min(0).default(0),
  /** Where eSIM progress is reported to. */
  SANDBOX_CALLBACK_URL: z.url().optional(),
  /** Where "Provision in WHMCS" calls, with the two secrets that the server knows too. */
  SANDBOX_WEBHOOK_URL: z.url().optional(),
  /** A PostgreSQL on which the imitated PBX makes a database of its own; without it there is no PBX. */
  SANDBOX_DATABASE_URL: z.string().optional(),
  SF_WEBHOOK_KEY: z.string().optional(),
  SF_WEBHOOK_BEARER_TOKEN: z.string().optional(),
})

const given = Environment.parse(process.env)
const {
  SANDBOX_WEBHOOK_URL: baseUrl,
  SF_WEBHOOK_KEY: signingKey,
  SF_WEBHOOK_BEARER_TOKEN: bearerToken,
} = given
const sandbox = await startSandbox({
  host: given.SANDBOX_HOST,
  port: given.SANDBOX_PORT,
  latencyMs: given.SANDBOX_LATENCY_MS,
  ...(given.SANDBOX_DATA_DIR ? { dataDir: given.SANDBOX_DATA_DIR } : {}),
  ...(given.SANDBOX_CALLBACK_URL ? { callbackUrl: given.SANDBOX_CALLBACK_URL } : {}),
  systems: {
    ...(baseUrl && signingKey && bearerToken
      ? { salesforce: { webhook: { baseUrl, signingKey, bearerToken } } }
      : {}),
    ...(given.SANDBOX_DATABASE_URL ? { fusionpbx: { databaseUrl: given.SANDBOX_DATABASE_URL } } : {}),
  },
})
process.stdout.write(`Sandbox at ${sandbox.url}\n`)

let isStopping = false
async function stop(): Promise<void> {
  if (isStopping) return
  isStopping = true
  await sandbox.stop()
  process.exit(0)
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop)
