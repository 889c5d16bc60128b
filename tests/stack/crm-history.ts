import type { JsonObject } from '@turnup/domain'
import type { Stack } from './start-stack.ts'

interface Write {
  method?: string
  url?: string
  body?: unknown
}

/** The fields of every successful write to one order in Salesforce, oldest first, as the org's journal has them. */
export function orderWrites(stack: Stack, crmOrderId: string): JsonObject[] {
  const performed = stack.sandbox.context.journal
    .list({ system: 'salesforce' })
    .filter(({ effect, outcome }) => effect === 'write' && outcome === 'performed')
  return performed.flatMap(({ operation, request }) => {
    const asked = request as JsonObject
    if (operation === 'PATCH /sobjects/Order' && asked.key === crmOrderId) {
      const { key: _, ...fields } = asked
      return [fields]
    }
    if (operation !== 'POST /composite') return []
    const parts = (asked.compositeRequest ?? []) as Write[]
    return parts
      .filter(({ method, url }) => method === 'PATCH' && url?.endsWith(`/sobjects/Order/${crmOrderId}`))
      .map(({ body }) => body as JsonObject)
  })
}
