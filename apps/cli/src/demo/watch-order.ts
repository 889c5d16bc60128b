import { setTimeout as delay } from 'node:timers/promises'
import { callApi } from './call-api.ts'

interface OrderPage {
  state: string
  nextAction?: { who: string; why: string }
  timeline: { items: { id: string; kind: string; text: string }[] }
  mails: { state: string }[]
}

const pauseMs = 100
const patienceMs = 90_000

/** Tells an order's story as the console has it, line by line, until the service is active and the mails are out. */
export async function watchOrder(
  apiUrl: string,
  operatorToken: string,
  crmOrderId: string,
  say: (text: string) => void,
): Promise<void> {
  const told = new Set<string>()
  const deadline = performance.now() + patienceMs
  for (;;) {
    const path = `/api/console/orders/${crmOrderId}`
    const order = await callApi<OrderPage>(apiUrl, { method: 'GET', path, token: operatorToken })
    for (const event of order.timeline.items.toReversed()) {
      if (!told.has(event.id)) say(event.text)
      told.add(event.id)
    }
    if (order.state === 'held')
      throw new Error(`The order is held: ${order.nextAction?.why ?? 'no reason given'}`)
    if (order.state === 'completed' && order.mails.every((mail) => mail.state === 'sent')) return
    if (performance.now() > deadline) throw new Error(`The order is still ${order.state}; see the console.`)
    await delay(pauseMs)
  }
}
