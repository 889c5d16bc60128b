import { secret, type Variable, variable } from './variable.ts'

/** The doors through which fulfilment is asked for, and who may knock. */
export const doorVariables: readonly Variable[] = [
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
