import { generateKeyPairSync } from 'node:crypto'

let privateKey: string | undefined

/** An environment in which everything that must be set is set; for tests. */
export function completeEnvironment(more: Record<string, string> = {}): Record<string, string> {
  privateKey ??= generateKeyPairSync('rsa', {
    modulusLength: 2_048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  }).privateKey
  return {
    DATABASE_URL: 'postgres://turnup@127.0.0.1/turnup',
    RESTATE_INGRESS_URL: 'http://127.0.0.1:8080',
    RESTATE_ADMIN_URL: 'http://127.0.0.1:9070',
    PUBLIC_URL: 'https://portal.example.com',
    SUPPORT_EMAIL: 'support@example.com',
    TURNUP_MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
    SF_CLIENT_ID: 'consumer-key',
    SF_USERNAME: 'integration@example.com',
    SF_PRIVATE_KEY_BASE64: Buffer.from(privateKey).toString('base64'),
    WHMCS_URL: 'https://billing.example.com',
    WHMCS_IDENTIFIER: 'identifier',
    WHMCS_SECRET: 'secret',
    WHMCS_PAYMENT_METHOD: 'stripe',
    SMTP_HOST: 'mail.example.com',
    MAIL_FROM_EMAIL: 'hello@example.com',
    ...more,
  }
}
