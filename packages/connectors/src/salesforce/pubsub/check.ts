import { type CheckResult, type ConnectorDeps, ProviderError } from '@turnup/domain'
import { connectPubSub } from './client.ts'
import type { PubSubConfig } from './config.ts'
import { avroTypeOf } from './safe-long.ts'
import type { PubSubSession } from './subscription.ts'

/** Whether the event door is set up well: reachable, event deployed and readable, with the field we need (R102). */
export async function checkPubSub(
  config: PubSubConfig,
  session: PubSubSession,
  deps: ConnectorDeps,
): Promise<CheckResult[]> {
  const what = `Events of ${config.topicName} can be read from ${config.endpoint}`
  try {
    const connection = connectPubSub(config, await session.get(), deps)
    try {
      const topic = await connection.getTopic(config.topicName)
      const { schemaJson } = await connection.getSchema(topic.schemaId)
      return [
        subscribable(what, topic.canSubscribe),
        orderField(schemaJson),
        ...(topic.canPublish ? [mayPublishToo] : []),
      ]
    } finally {
      connection.close()
    }
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    return [{ id: 'salesforce-pubsub.subscribe', level: 'failure', what, mend: error.message }]
  }
}

function subscribable(what: string, canSubscribe: boolean): CheckResult {
  const id = 'salesforce-pubsub.subscribe'
  if (canSubscribe) return { id, level: 'ok', what }
  return { id, level: 'failure', what, mend: 'Grant the integration user Read on the event.' }
}

function orderField(schemaJson: string): CheckResult {
  const id = 'salesforce-pubsub.order-id-field'
  const what = 'The event has the field OrderId__c'
  const fields = (avroTypeOf(schemaJson).schema() as { fields?: { name: string }[] }).fields ?? []
  if (fields.some((field) => field.name === 'OrderId__c')) return { id, level: 'ok', what }
  return { id, level: 'failure', what, mend: 'Add OrderId__c, Text(18), required, to the event.' }
}

/** R100: the flow publishes; the integration user only listens. */
const mayPublishToo: CheckResult = {
  id: 'salesforce-pubsub.least-privilege',
  level: 'warning',
  what: 'The integration user may also publish the event',
  mend: 'Take Create on the event away from the integration user; only the approval flow publishes it.',
}
