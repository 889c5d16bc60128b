import type { Sandbox } from '@turnup/sandbox'

export interface EngineAddress {
  ingressUrl: string
  adminUrl: string
  identityPublicKey: string
  namespace: string
}

export const webhookKey = 'stories-webhook-key-of-more-than-32-characters'
export const webhookBearer = 'stories-bearer-token-of-24'

/** The environment of a server that works against a sandbox: impatient, so that stories need not wait. */
export function stackEnvironment(
  sandbox: Sandbox,
  databaseUrl: string,
  engine: EngineAddress,
): Record<string, string> {
  return {
    ...sandbox.settings,
    ...('FUSIONPBX_BASE_DOMAIN' in sandbox.settings ? { FUSIONPBX_TIMEOUT_SECONDS: '2' } : {}),
    DATABASE_URL: databaseUrl,
    DATABASE_MAX_CONNECTIONS: '10',
    RESTATE_INGRESS_URL: engine.ingressUrl,
    RESTATE_ADMIN_URL: engine.adminUrl,
    RESTATE_IDENTITY_KEY: engine.identityPublicKey,
    ENGINE_NAMESPACE: engine.namespace,
    ENGINE_DOOR_PORT: '0',
    HOST: '127.0.0.1',
    PORT: '0',
    PUBLIC_URL: 'http://127.0.0.1:3000',
    LOG_LEVEL: 'error',
    TURNUP_MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
    BRAND_NAME: 'Harbour Telecom',
    SUPPORT_EMAIL: 'support@harbour.example',
    MAIL_FROM_EMAIL: 'hello@harbour.example',
    MAIL_SUPPORT_CC: 'support@harbour.example',
    SF_EVENTS_ENABLED: 'true',
    SF_WEBHOOK_KEY: webhookKey,
    SF_WEBHOOK_BEARER_TOKEN: webhookBearer,
    SF_WEBHOOK_ALLOWED_IPS: '127.0.0.0/8',
    SF_WEBHOOK_WAIT_SECONDS: '10',
    RATE_LIMIT_PER_MINUTE: '100000',
    RATE_LIMIT_SIGN_INS_PER_MINUTE: '100000',
    RATE_LIMIT_WEBHOOKS_PER_MINUTE: '100000',
    RETRY_FIRST_DELAY_SECONDS: '0.1',
    RETRY_MAX_DELAY_SECONDS: '2',
    SETTLE_SECONDS: '1',
    CALL_TIMEOUT_SECONDS: '2',
    WHMCS_TIMEOUT_SECONDS: '2',
    SF_TIMEOUT_SECONDS: '2',
    ES2PLUS_TIMEOUT_SECONDS: '2',
    MVNE_TIMEOUT_SECONDS: '2',
    SMTP_TIMEOUT_SECONDS: '2',
    SENDGRID_TIMEOUT_SECONDS: '2',
    VOIP_MS_TIMEOUT_SECONDS: '2',
    DIDWW_TIMEOUT_SECONDS: '2',
    REDRIVE_SECONDS: '1',
    TRIGGERS_SWEEP_SECONDS: '2',
  }
}
