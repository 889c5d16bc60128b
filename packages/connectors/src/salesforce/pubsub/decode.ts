import { ProviderError, type ProvisionRequest } from '@turnup/domain'
import type { Type } from 'avsc'
import { z } from 'zod'
import { isSalesforceId } from '../salesforce-id.ts'
import type { ConsumerEvent, ProducerEvent, SchemaInfo } from './proto.ts'
import { longRecordId } from './record-id.ts'
import { avroTypeOf } from './safe-long.ts'

const text = z
  .string()
  .nullish()
  .transform((value) => value || undefined)

/** OrderProvisionRequested__e (R094); only what is needed. */
const ProvisionEvent = z.object({
  OrderId__c: z.string().trim().refine(isSalesforceId, 'not a record id').transform(longRecordId),
  IdemKey__c: text,
  CorrelationId__c: text,
  RequestedBy__c: text,
  Version__c: z
    .union([z.number(), z.bigint().transform(Number)])
    .nullish()
    .transform((value) => value ?? undefined),
})

export type Decoded = { ok: true; request: ProvisionRequest } | { ok: false; reason: string }

export interface EventDecoder {
  /**
   * Reads one event with the schema that it names. An event that can never be read is a value with the reason.
   * @throws ProviderError when its schema cannot be fetched now
   */
  decode(event: ConsumerEvent, getSchema: (schemaId: string) => Promise<SchemaInfo>): Promise<Decoded>
}

/** A decoder that remembers each schema for ever: a schema id is a fingerprint, its schema never changes. */
export function createEventDecoder(): EventDecoder {
  const types = new Map<string, Type>()

  async function typeOf(
    schemaId: string,
    getSchema: (schemaId: string) => Promise<SchemaInfo>,
  ): Promise<Type> {
    const known = types.get(schemaId)
    if (known) return known
    const { schemaJson } = await getSchema(schemaId)
    const type = avroTypeOf(schemaJson)
    types.set(schemaId, type)
    return type
  }

  return {
    async decode({ event, replayId }, getSchema) {
      if (!event) return { ok: false, reason: 'the event is empty' }
      let type: Type
      try {
        type = await typeOf(event.schemaId, getSchema)
      } catch (error) {
        if (!(error instanceof ProviderError)) return { ok: false, reason: 'its schema is not valid Avro' }
        if (error.code !== 'SCHEMA_VALIDATION_FAILED') throw error
        return { ok: false, reason: 'its schema is not known to Salesforce' }
      }
      return readWith(type, event, replayId)
    },
  }
}

function readWith(type: Type, { id, payload }: ProducerEvent, replayId: Uint8Array): Decoded {
  let record: unknown
  try {
    record = type.fromBuffer(Buffer.from(payload))
  } catch {
    return { ok: false, reason: 'its payload does not fit its schema' }
  }
  const parsed = ProvisionEvent.safeParse(record)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return { ok: false, reason: `${issue?.path.join('.')}: ${issue?.message}` }
  }
  const { OrderId__c, IdemKey__c, CorrelationId__c, RequestedBy__c, Version__c } = parsed.data
  return {
    ok: true,
    request: {
      crmOrderId: OrderId__c,
      deliveryId: id || IdemKey__c || `replay-${Buffer.from(replayId).toString('hex')}`,
      correlationId: CorrelationId__c,
      requestedBy: RequestedBy__c,
      schemaVersion: Version__c,
    },
  }
}
