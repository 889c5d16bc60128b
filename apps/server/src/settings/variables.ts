import { connectorVariables } from './connector-variables.ts'
import { secret, type Variable, variable } from './variable.ts'

const serverVariables: Variable[] = [
  variable('HOST', 'server.host', 'text', 'Address the web server listens on.'),
  variable('PORT', 'server.port', 'integer', 'Port the web server listens on.'),
  variable(
    'PUBLIC_URL',
    ['server.publicUrl', 'policy.brand.portalUrl'],
    'text',
    'Where customers reach the portal, for example https://portal.example.com. Mails link to it.',
  ),
  variable(
    'TRUST_PROXY',
    'server.trustProxy',
    'list',
    'Addresses or ranges of the reverse proxies whose X-Forwarded-For is believed; also loopback, linklocal, uniquelocal.',
  ),
  variable(
    'ALLOW_INSECURE_HTTP',
    'server.allowInsecureHttp',
    'flag',
    'Lets addresses other than this machine be plain http. Only for a closed test network.',
  ),
  variable('BODY_LIMIT_BYTES', 'server.bodyLimitBytes', 'integer', 'Largest request body.'),
  variable(
    'REQUEST_TIMEOUT_SECONDS',
    'server.requestTimeoutMs',
    'seconds',
    'How long a client may take to send a request.',
  ),
  variable(
    'RATE_LIMIT_PER_MINUTE',
    'server.requestsPerMinute',
    'integer',
    'Requests one address may make in a minute, in each server process.',
  ),
  variable(
    'RATE_LIMIT_SIGN_INS_PER_MINUTE',
    'server.signInsPerMinute',
    'integer',
    'Sign-ins, sign-ups and password requests one address may make in a minute.',
  ),
  variable(
    'RATE_LIMIT_WEBHOOKS_PER_MINUTE',
    'server.webhooksPerMinute',
    'integer',
    'Webhook calls one address may make in a minute.',
  ),
  secret(
    'METRICS_TOKEN',
    'server.metricsToken',
    'text',
    'Bearer token for /metrics. Without one, only this machine may read it.',
  ),
  variable('LOG_LEVEL', 'server.logLevel', 'text', 'How much is logged.'),
]

const storeAndEngineVariables: Variable[] = [
  secret(
    'DATABASE_URL',
    'database.url',
    'text',
    'PostgreSQL, for example postgres://turnup@db.example.com/turnup.',
  ),
  variable(
    'DATABASE_MAX_CONNECTIONS',
    'database.maxConnections',
    'integer',
    'Connections of one server process.',
  ),
  variable(
    'RESTATE_INGRESS_URL',
    'engine.ingressUrl',
    'text',
    'Where the engine takes work, for example http://127.0.0.1:8080.',
  ),
  variable(
    'RESTATE_ADMIN_URL',
    'engine.adminUrl',
    'text',
    'Where the engine is administered, for example http://127.0.0.1:9070.',
  ),
  variable(
    'RESTATE_IDENTITY_KEY',
    'engine.identityKey',
    'text',
    'Public key of the engine (publickeyv1_...). Calls to the engine door that it did not sign are refused.',
  ),
  variable(
    'ENGINE_NAMESPACE',
    'engine.namespace',
    'text',
    'Keeps installations apart that share one engine.',
  ),
  variable('ENGINE_DOOR_HOST', 'engine.doorHost', 'text', 'Address the engine door listens on.'),
  variable('ENGINE_DOOR_PORT', 'engine.doorPort', 'integer', 'Port the engine door listens on.'),
  variable(
    'ENGINE_DOOR_URL',
    'engine.doorUrl',
    'text',
    'Where the engine finds the door, when that is not the address it listens on: a load balancer in front of several processes.',
  ),
  secret(
    'TURNUP_MASTER_KEY',
    'secrets.masterKey',
    'text',
    '32 random bytes or more, as base64 or hexadecimal (openssl rand -base64 32). Every other key is derived from it; losing it loses what is sealed in the database.',
  ),
]

const doorVariables: Variable[] = [
  variable(
    'TRIGGERS_WEBHOOK',
    'triggers.webhook',
    'flag',
    'Takes signed webhooks from the CRM. On when SF_WEBHOOK_KEY is set.',
  ),
  variable(
    'SF_EVENTS_ENABLED',
    'triggers.platformEvent',
    'flag',
    'Subscribes to the platform event that asks for fulfilment.',
  ),
  variable(
    'TRIGGERS_SWEEP',
    'triggers.sweep',
    'flag',
    'Looks in the CRM for approved orders that no webhook or event told of. Leave it on.',
  ),
  variable('TRIGGERS_SWEEP_SECONDS', 'triggers.sweepIntervalMs', 'seconds', 'Time between two such looks.'),
  variable(
    'REDRIVE_SECONDS',
    'triggers.redriveIntervalMs',
    'seconds',
    'Time between two looks for unfinished work that the engine forgot.',
  ),
  secret('SF_WEBHOOK_KEY', 'webhook.key', 'text', 'Key with which Salesforce signs, 32 characters or more.'),
  secret(
    'SF_WEBHOOK_PREVIOUS_KEY',
    'webhook.previousKey',
    'text',
    'The key before, accepted as well while it is being changed.',
  ),
  secret(
    'SF_WEBHOOK_BEARER_TOKEN',
    'webhook.bearerToken',
    'text',
    'Token that the Named Credential sends as Authorization: Bearer, 24 characters or more.',
  ),
  secret(
    'SF_WEBHOOK_PREVIOUS_BEARER_TOKEN',
    'webhook.previousBearerToken',
    'text',
    'The token before, accepted as well while it is being changed.',
  ),
  variable(
    'SF_WEBHOOK_ALLOWED_IPS',
    'webhook.allowedIps',
    'list',
    'Addresses or ranges that webhooks may come from: the egress ranges of your org. Empty: any.',
  ),
  variable(
    'SF_WEBHOOK_WINDOW_SECONDS',
    'webhook.windowMs',
    'seconds',
    'How far the signed time may be from now.',
  ),
  variable(
    'SF_WEBHOOK_WAIT_SECONDS',
    'policy.webhookWaitMs',
    'seconds',
    'How long the webhook waits for the end before it answers 202. Apex waits 10 s unless told otherwise.',
  ),
  variable(
    'CATALOGUE_WEBHOOK_OBJECTS',
    'webhook.catalogueObjects',
    'list',
    'Salesforce objects whose changes empty the catalogue cache.',
  ),
  variable(
    'ES2PLUS_CALLBACK_ALLOWED_IPS',
    'esimCallback.allowedIps',
    'list',
    'Addresses or ranges from which the SM-DP+ may report progress.',
  ),
]

const policyVariables: Variable[] = [
  variable(
    'STATUS_PROFILE',
    ['policy.statusProfile', 'salesforce.fieldProfile'],
    'text',
    'Field profile of the Salesforce org: webhook-v1 (Provisioning_Status__c) or event-v2 (Activation_Status__c).',
  ),
  variable(
    'SIGNUP_ACCOUNT_POLICY',
    'policy.signup.accountPolicy',
    'text',
    'What happens when the customer number has no account in the CRM.',
  ),
  variable(
    'SIGNUP_WRITE_PORTAL_STATUS',
    'policy.signup.writePortalStatus',
    'flag',
    'Writes portal status and registration source to the account.',
  ),
  variable(
    'SIGNUP_CREATE_CONTACT',
    'policy.signup.createContact',
    'flag',
    'Makes a contact for the person who signs up.',
  ),
  variable(
    'OPPORTUNITY_ENABLED',
    ['policy.opportunity.enabled', 'salesforce.opportunity.enabled'],
    'flag',
    'Orders hang on opportunities.',
  ),
  variable(
    'OPPORTUNITY_REQUIRED',
    ['policy.opportunity.required', 'salesforce.opportunity.required'],
    'flag',
    'An order without an opportunity is refused.',
  ),
  variable(
    'ELIGIBILITY',
    ['policy.eligibility', 'salesforce.eligibility'],
    'text',
    'Which account fields decide what may be sold: attributes or text-result.',
  ),
  variable(
    'ELIGIBILITY_RULES',
    'policy.eligibilityRules',
    'json',
    'How a text result is read: [{"matches": "apartment", "dwelling": "Apartment"}, ...].',
  ),
  variable(
    'PRICING_MISMATCH',
    'policy.pricingMismatch',
    'text',
    'What happens where the prices of CRM and billing differ.',
  ),
  variable(
    'ESIM_ALLOCATION',
    'policy.esimAllocation',
    'text',
    'Where eSIM profiles come from: the imported stock (safe to repeat) or the SM-DP+ by profile type.',
  ),
  variable(
    'CATALOGUE_CACHE_SECONDS',
    'policy.catalogueCacheMs',
    'seconds',
    'How long the catalogue is kept.',
  ),
  variable(
    'PERSONAL_CATALOGUE_CACHE_SECONDS',
    'policy.personalisedCatalogueCacheMs',
    'seconds',
    'How long one customer sees the same catalogue.',
  ),
  variable(
    'CURRENCY',
    ['policy.currency', 'salesforce.currency', 'whmcs.currency'],
    'text',
    'ISO 4217 code of the prices.',
  ),
  variable(
    'DEFAULT_COUNTRY',
    'policy.defaultCountry',
    'text',
    'ISO 3166-1 alpha-2, for phone numbers without a country.',
  ),
  variable(
    'MAIL_SUPPORT_CC',
    'policy.mail.supportCc',
    'list',
    'Addresses that get a copy of the mails that support should see.',
  ),
  variable(
    'DEFAULT_LOCALE',
    'policy.mail.defaultLocale',
    'text',
    'Language of mails to people who chose none.',
  ),
  variable('BRAND_NAME', 'policy.brand.name', 'text', "The provider's name in mails and on screens."),
  variable(
    'SUPPORT_EMAIL',
    'policy.brand.supportEmail',
    'text',
    'Where customers are told to write when they need help.',
  ),
  variable(
    'ACCESS_TOKEN_SECONDS',
    'policy.tokens.accessSeconds',
    'integer',
    'How long an access token lives.',
  ),
  variable(
    'REFRESH_TOKEN_SECONDS',
    'policy.tokens.refreshSeconds',
    'integer',
    'How long a sign-in lasts without use.',
  ),
  variable(
    'PASSWORD_RESET_SECONDS',
    'policy.tokens.passwordResetSeconds',
    'integer',
    'How long a link for a new password works.',
  ),
  variable(
    'RETRY_FIRST_DELAY_SECONDS',
    'policy.retry.firstDelayMs',
    'seconds',
    'Pause before the first repetition of a failed step; doubles, with jitter.',
  ),
  variable('RETRY_MAX_DELAY_SECONDS', 'policy.retry.maxDelayMs', 'seconds', 'Longest such pause.'),
  variable(
    'RETRY_BUDGET_SECONDS',
    'policy.retry.budgetMs',
    'seconds',
    'How long a step may keep failing before a person is asked.',
  ),
  variable(
    'SETTLE_SECONDS',
    'policy.settleMs',
    'seconds',
    'How long an outside system may still be working on a call whose answer was lost.',
  ),
  variable(
    'CALL_TIMEOUT_SECONDS',
    'policy.callTimeoutMs',
    'seconds',
    'Longest time of one outside call; no connector may wait longer.',
  ),
]

/** Every setting there is, in the order of the documentation. */
export const variables: readonly Variable[] = [
  ...serverVariables,
  ...storeAndEngineVariables,
  ...connectorVariables,
  ...doorVariables,
  ...policyVariables,
]
