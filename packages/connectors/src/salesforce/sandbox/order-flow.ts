import type { FieldProfile } from '../field-profiles.ts'
import type { Dml, Trigger } from './dml.ts'
import type { EventBus } from './event-bus.ts'
import { provisionTopic } from './event-schema.ts'

export interface OrderFlowOptions {
  profile: FieldProfile
  /** Off: the flow is not deployed. */
  isActive(): boolean
  /** The flow's own update starts it again, as in orgs where one after-save flow does both (X07). */
  isRecursive(): boolean
  now(): Date
  dml(): Dml
  bus: EventBus
  /** Runs after the transaction is committed, never when it is rolled back (publish after commit). */
  afterCommit(work: () => void): void
}

/** The fields that the flow works with, by profile. */
export const orderStatusFields: Record<FieldProfile, { status: string; errors: string[] }> = {
  'webhook-v1': {
    status: 'Provisioning_Status__c',
    errors: ['Provisioning_Error_Code__c', 'Provisioning_Error_Message__c'],
  },
  'event-v2': {
    status: 'Activation_Status__c',
    errors: ['Activation_Error__c', 'Activation_Error_DateTime__c'],
  },
}

/**
 * The order approval flow (R096 to R098): when Status changes to Approved or the activation status changes to
 * Activating, mark the order, clear its errors and publish the event.
 */
export function createOrderFlow(options: OrderFlowOptions): Trigger {
  const { status, errors } = orderStatusFields[options.profile]
  let isMarking = false

  return ({ object, before, after }) => {
    if (object !== 'Order' || !before || !options.isActive()) return
    if (isMarking && !options.isRecursive()) return
    const changedTo = (field: string, value: string) => before[field] !== value && after[field] === value
    if (!changedTo('Status', 'Approved') && !changedTo(status, 'Activating')) return
    const cleared = Object.fromEntries(errors.map((field) => [field, null]))
    isMarking = true
    try {
      options.dml().update('Order', after.Id, { [status]: 'Activating', ...cleared })
    } finally {
      isMarking = false
    }
    const orderId = after.Id
    options.afterCommit(() => {
      const idemKey = `${orderId}-${options.now().toISOString()}`
      options.bus.publish(provisionTopic, { OrderId__c: orderId, IdemKey__c: idemKey })
    })
  }
}
