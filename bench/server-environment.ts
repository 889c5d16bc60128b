import { randomBytes } from 'node:crypto'

/** How the parts of a world find each other. */
export interface Addresses {
  port: number
  databaseUrl: string
  masterKey: Uint8Array
  engine: { ingressUrl: string; adminUrl: string; identityPublicKey: string }
  /** What the sandbox says a server needs to work against it. */
  sandboxSettings: Record<string, string>
}

const secret = () => randomBytes(24).toString('hex')
const unlimited = '100000000'

/**
 * The environment of the server under measurement: every door and background task on and every interval and time limit
 * as it is by default. Only the limits of requests are lifted, since all customers come from one address here, and
 * accounts are made at sign-up, since the sandbox has a thousand.
 */
export function serverEnvironment(addresses: Addresses): Record<string, string> {
  const { port, databaseUrl, masterKey, engine, sandboxSettings } = addresses
  return {
    PATH: process.env.PATH ?? '',
    ...sandboxSettings,
    HOST: '127.0.0.1',
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    DATABASE_URL: databaseUrl,
    RESTATE_INGRESS_URL: engine.ingressUrl,
    RESTATE_ADMIN_URL: engine.adminUrl,
    RESTATE_IDENTITY_KEY: engine.identityPublicKey,
    ENGINE_DOOR_HOST: '127.0.0.1',
    ENGINE_DOOR_PORT: '0',
    LOG_LEVEL: 'error',
    TURNUP_MASTER_KEY: Buffer.from(masterKey).toString('base64'),
    BRAND_NAME: 'Harbour Telecom',
    SUPPORT_EMAIL: 'support@harbour-telecom.example',
    MAIL_SUPPORT_CC: 'support@harbour-telecom.example',
    SF_EVENTS_ENABLED: 'true',
    SF_WEBHOOK_KEY: secret(),
    SF_WEBHOOK_BEARER_TOKEN: secret(),
    SIGNUP_ACCOUNT_POLICY: 'create-if-missing',
    RATE_LIMIT_PER_MINUTE: unlimited,
    RATE_LIMIT_SIGN_INS_PER_MINUTE: unlimited,
    RATE_LIMIT_WEBHOOKS_PER_MINUTE: unlimited,
  }
}
