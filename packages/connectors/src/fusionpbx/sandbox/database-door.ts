import { connect, createServer, type Server, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import type { FaultKind, FaultRule, SandboxContext } from '../../sandbox-kit/index.ts'
import { errorMessage, isSslRequest, type Message, queryText, takeMessages } from './postgres-frames.ts'

const system = 'fusionpbx'
/** What is not here means nothing at this door and waits for another. */
const kinds: FaultKind[] = [
  'timeout-before-write',
  'timeout-after-write',
  'http-500',
  'http-500-after-write',
  'throttle',
  'slow',
  'reject',
  'auth',
]

interface Transaction {
  operation: string
  subject: string
  effect: 'read' | 'write'
  fault: FaultRule | undefined
}

/** Refusals of a transaction before it begins, in PostgreSQL's words. */
function refusal({ kind, message = '' }: FaultRule): Buffer | undefined {
  if (kind === 'auth') return errorMessage('ERROR', '42501', 'permission denied for table v_domains')
  if (kind === 'throttle') return errorMessage('ERROR', '53300', 'too many connections')
  if (kind !== 'reject') return undefined
  return errorMessage('ERROR', /^[0-9A-Z]{5}$/.test(message) ? message : 'P0001', 'refused by the sandbox')
}

/**
 * Stands between the connector and the real PostgreSQL and lets everything through, byte by byte; it reads what a
 * transaction is for from the comment in its BEGIN, and breaks it where a fault says so. `isReady` holds new
 * transactions back while the database is being reset.
 */
export function createDatabaseDoor(
  context: SandboxContext,
  target: { host: string; port: number },
  isReady: () => Promise<void>,
): Server {
  return createServer((client) => serve(context, client, connect(target), isReady))
}

function serve(context: SandboxContext, client: Socket, server: Socket, isReady: () => Promise<void>): void {
  const { faults, journal, clock } = context
  let buffer: Buffer = Buffer.alloc(0)
  let isFirst = true
  let transaction: Transaction | undefined
  /** Takes the server's answer to COMMIT instead of the client. */
  let onCommitted: ((answer: Buffer) => void) | undefined
  let turn = Promise.resolve()

  const cut = () => {
    client.destroy()
    server.destroy()
  }
  const note = (outcome: string) => {
    if (!transaction) return
    const { operation, subject, effect, fault } = transaction
    const entry = { system, operation, effect, request: { subject }, outcome }
    journal.record({ ...entry, ...(fault ? { fault: fault.kind } : {}) }, clock.now())
    transaction = undefined
  }

  async function begin(operation: string, subject: string, text: string, message: Message): Promise<void> {
    await isReady()
    const effect = text.includes('read only') ? ('read' as const) : ('write' as const)
    const fault = faults.strike(system, operation, `${operation} ${subject}`, kinds)
    transaction = { operation, subject, effect, fault }
    if (context.latencyMs > 0) await delay(context.latencyMs)
    const answer = fault && refusal(fault)
    if (fault?.kind === 'http-500') cut()
    else if (answer) client.write(answer)
    if (fault?.kind === 'http-500' || answer) return note('nothing happened')
    server.write(message.bytes)
  }

  async function commit(message: Message): Promise<void> {
    const fault = transaction?.fault
    if (fault?.kind === 'timeout-before-write') {
      note('nothing happened')
      return cut()
    }
    if (fault?.kind === 'slow') await delay(fault.ms ?? 1_000)
    onCommitted = (answer) => {
      note('performed')
      context.changed()
      if (fault?.kind === 'timeout-after-write') cut()
      else if (fault?.kind === 'http-500-after-write')
        client.end(errorMessage('FATAL', '57P01', 'terminating connection due to administrator command'))
      else client.write(answer)
    }
    server.write(message.bytes)
  }

  async function forward(message: Message): Promise<void> {
    if (client.destroyed) return
    if (message.type === '') return greet(message)
    const text = queryText(message)
    const [, operation, subject = ''] = /^begin .*\/\* turnup (\w+) ?(.*?) \*\//.exec(text) ?? []
    if (operation) return begin(operation, subject, text, message)
    if (text === 'commit') return commit(message)
    if (text === 'rollback') note('rolled back')
    server.write(message.bytes)
  }

  function greet(message: Message): void {
    if (isSslRequest(message)) {
      isFirst = true
      client.write('N')
      return
    }
    const fault = faults.strike(system, 'connect', '', ['http-500', 'auth'])
    if (fault?.kind === 'http-500') cut()
    else if (fault) client.end(errorMessage('FATAL', '28P01', 'password authentication failed'))
    else server.write(message.bytes)
  }

  client.on('data', (chunk: Buffer) => {
    turn = turn.then(async () => {
      const taken = takeMessages(Buffer.concat([buffer, chunk]), isFirst)
      buffer = taken.rest
      for (const message of taken.messages) {
        isFirst = false
        await forward(message)
      }
    })
    turn.catch(cut)
  })
  server.on('data', (chunk: Buffer) => {
    if (!onCommitted) return client.write(chunk)
    const answered = onCommitted
    onCommitted = undefined
    return answered(chunk)
  })
  for (const [one, other] of [
    [client, server],
    [server, client],
  ] as const) {
    one.setNoDelay(true)
    one.on('error', () => other.destroy())
    one.on('close', () => other.destroy())
  }
}
