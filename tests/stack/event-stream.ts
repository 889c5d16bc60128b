import type { Stack } from './start-stack.ts'

export interface ReceivedEvent {
  id?: string
  event: string
  data: Record<string, unknown>
}

/** Reads an order's server-sent events until `isEnough`, or until the server ends the stream; then hangs up. */
export async function readEvents(
  stack: Stack,
  order: { crmOrderId: string; accessToken: string; lastEventId?: string },
  isEnough: (events: ReceivedEvent[]) => boolean,
): Promise<ReceivedEvent[]> {
  const hangUp = new AbortController()
  const response = await fetch(`${stack.server.url}/api/orders/${order.crmOrderId}/events`, {
    headers: {
      authorization: `Bearer ${order.accessToken}`,
      ...(order.lastEventId ? { 'last-event-id': order.lastEventId } : {}),
    },
    signal: AbortSignal.any([hangUp.signal, AbortSignal.timeout(15_000)]),
  })
  if (response.status !== 200 || !response.body) throw new Error(`The stream answered ${response.status}`)
  const events: ReceivedEvent[] = []
  let buffer = ''
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    buffer += chunk
    const blocks = buffer.split('\n\n')
    buffer = blocks.pop() ?? ''
    events.push(...blocks.flatMap(parseEvent))
    if (isEnough(events)) break
  }
  hangUp.abort()
  return events
}

function parseEvent(block: string): ReceivedEvent[] {
  const fields = new Map(
    block.split('\n').map((line) => {
      const [name = '', ...rest] = line.split(': ')
      return [name, rest.join(': ')] as const
    }),
  )
  const event = fields.get('event')
  const id = fields.get('id')
  if (!event) return []
  const data = JSON.parse(fields.get('data') ?? '{}') as ReceivedEvent['data']
  return [{ event, data, ...(id === undefined ? {} : { id }) }]
}
