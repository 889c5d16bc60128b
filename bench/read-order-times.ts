import type { World } from './start-world.ts'

export interface OrderTimes {
  grossMs: number
  outsideMs: number
}

interface AttemptRow {
  crm_order_id: string
  received_at: Date
  step_key: string
  needs: string[]
  finished_at: Date
  outside_ms: number
}

const lastStep = 'crm.write-back'

/** From the request in the inbox to the finished write-back, and what the calls of the steps in between took. */
export async function readOrderTimes({ database }: World, crmOrderIds: string[]): Promise<OrderTimes[]> {
  const { rows } = await database.query<AttemptRow>(
    `select o.crm_order_id, inbox.received_at, attempt.step_key, step.needs, attempt.finished_at,
       (select coalesce(sum((exchange ->> 'durationMs')::float8), 0)
        from jsonb_array_elements(attempt.exchanges) as exchange) as outside_ms
     from product_order o
     join inbox on inbox.crm_order_id = o.crm_order_id
     join step_attempt attempt on attempt.order_id = o.id and attempt.operation = 'apply'
     join order_step step on step.order_id = o.id and step.key = attempt.step_key
     where o.crm_order_id = any($1)`,
    [crmOrderIds],
  )
  const byOrder = Map.groupBy(rows, (row) => row.crm_order_id)
  return [...byOrder.values()].map(timesOf)
}

function timesOf(attempts: AttemptRow[]): OrderTimes {
  const onTheWay = stepsBefore(attempts)
  const counted = attempts.filter((attempt) => onTheWay.has(attempt.step_key))
  const last = Math.max(
    ...attempts
      .filter((attempt) => attempt.step_key === lastStep)
      .map(({ finished_at }) => finished_at.getTime()),
  )
  return {
    grossMs: last - (attempts[0]?.received_at.getTime() ?? Number.NaN),
    outsideMs: counted.reduce((sum, attempt) => sum + attempt.outside_ms, 0),
  }
}

/** The write-back and everything it needs; what runs beside it is not on the way. */
function stepsBefore(attempts: AttemptRow[]): Set<string> {
  const needs = new Map(attempts.map((attempt) => [attempt.step_key, attempt.needs]))
  const found = new Set<string>()
  const open = [lastStep]
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    if (found.has(key)) continue
    found.add(key)
    open.push(...(needs.get(key) ?? []))
  }
  return found
}
