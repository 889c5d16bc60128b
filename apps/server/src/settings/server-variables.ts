import { secret, type Variable, variable } from './variable.ts'

/** The web server of one process. */
export const serverVariables: readonly Variable[] = [
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
  variable(
    'TURNUP_DEMO',
    'server.demo',
    'json',
    'Who can sign in to a demonstration, shown on the sign-in pages; turnup start --demo sets it. Leave it out.',
  ),
]

/** PostgreSQL, the engine, and the master key. */
export const storeAndEngineVariables: readonly Variable[] = [
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
  variable(
    'ENGINE_DOOR_PORT',
    'engine.doorPort',
    'integer',
    'Port the engine door listens on; server processes on one machine share it.',
  ),
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
