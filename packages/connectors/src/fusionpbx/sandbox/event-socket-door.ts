import { randomUUID } from 'node:crypto'
import { createServer, type Server, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import type { FaultRule, SandboxContext } from '../../sandbox-kit/index.ts'
import { type SwitchState, switchHostname } from './switch-state.ts'

const system = 'event-socket'
export const sandboxSwitchPassword = 'fusionpbx-sandbox-switch'

interface Command {
  operation: string
  effect: 'read' | 'write'
  run(): string | Promise<string>
}

function invalid(command: string): Command {
  return { operation: 'api', effect: 'read', run: () => `-ERR ${command} Command not found!\n` }
}

function done(work: () => unknown): () => string {
  return () => {
    work()
    return '+OK\n'
  }
}

function gatewayXml(state: SwitchState, id: string): string {
  const gateway = state.gateway(id)
  if (!gateway) return 'Invalid Gateway!\n'
  const status = gateway.state === 'REGED' ? 'UP' : 'DOWN'
  return `<gateway>\n  <name>${id}</name>\n  <profile>external</profile>\n  <state>${gateway.state}</state>\n  <status>${status}</status>\n</gateway>\n`
}

/** The commands of FreeSWITCH that FusionPBX and Turnup use. */
function apiCommand(
  state: SwitchState,
  text: string,
  fault: (operation: string) => FaultRule | undefined,
): Command {
  const [name, ...words] = text.trim().split(/\s+/)
  const rest = words.join(' ')
  const [, verb = '', id = ''] = /^profile external (\w+) ?(\S*)$/.exec(rest) ?? []
  if (name === 'hostname') return { operation: 'hostname', effect: 'read', run: () => switchHostname }
  if (name === 'status') return { operation: 'status', effect: 'read', run: () => 'UP 0 years, 1 day\n' }
  if (name === 'memcache' && words[0] === 'delete')
    return { operation: 'cache', effect: 'write', run: done(() => state.clear(words[1] ?? '')) }
  if (name !== 'sofia') return invalid(text)
  if (words[0] === 'xmlstatus' && words[1] === 'gateway')
    return { operation: 'xmlstatus', effect: 'read', run: () => gatewayXml(state, words[2] ?? '') }
  if (words[0] === 'xmlstatus' && words[1] === 'profile') {
    const run = () =>
      words[2] === 'external' ? '<profile><profile-info/></profile>\n' : 'Invalid Profile!\n'
    return { operation: 'xmlstatus', effect: 'read', run }
  }
  if (words[0] === 'profile' && words[1] !== 'external')
    return { operation: 'profile', effect: 'write', run: () => `Invalid Profile [${words[1]}]\n` }
  if (verb === 'killgw')
    return { operation: 'killgw', effect: 'write', run: done(() => state.killGateway(id)) }
  if (verb !== 'rescan') return invalid(text)
  const rescan = async () => {
    // Lost: the switch says that it did, and did not.
    if (!fault('rescan')) await state.rescan()
    return 'Reload XML [Success]\n+OK scan complete\n'
  }
  return { operation: 'rescan', effect: 'write', run: rescan }
}

/** An event that the script on the switch listens to: an entry of the cache goes. */
function eventCommand(state: SwitchState, lines: string[]): Command {
  const header = (name: string) =>
    lines
      .find((line) => line.toLowerCase().startsWith(`${name}:`))
      ?.slice(name.length + 1)
      .trim() ?? ''
  const [verb, key = ''] = header('api-command-argument').split(' ')
  const isCache = /^fusion::(file|memcache)$/.test(header('event-subclass'))
  const run = () => {
    if (isCache && verb === 'delete') state.clear(key)
    if (isCache && verb === 'flush') state.flush()
    return ''
  }
  return { operation: 'cache', effect: 'write', run }
}

/** FreeSWITCH's event socket, inbound mode: auth, api, bgapi, sendevent, exit. */
export function createEventSocketDoor(
  context: SandboxContext,
  state: SwitchState,
  isReady: () => Promise<void>,
): Server {
  return createServer((socket) => {
    socket.setNoDelay(true)
    socket.on('error', () => {})
    if (context.faults.strike(system, 'connect', '', ['http-500'])) return void socket.destroy()
    socket.write('Content-Type: auth/request\n\n')
    listen(context, state, socket, isReady)
  })
}

function listen(
  context: SandboxContext,
  state: SwitchState,
  socket: Socket,
  isReady: () => Promise<void>,
): void {
  const { faults, journal, clock } = context
  let text = ''
  let isKnown = false
  let turn = Promise.resolve()
  const reply = (words: string) => socket.write(`Content-Type: command/reply\nReply-Text: ${words}\n\n`)
  const body = (answer: string) =>
    socket.write(`Content-Type: api/response\nContent-Length: ${Buffer.byteLength(answer)}\n\n${answer}`)

  function signIn(password: string): void {
    const fault = faults.strike(system, 'auth', '', ['auth'])
    isKnown = !fault && password === sandboxSwitchPassword
    reply(isKnown ? '+OK accepted' : '-ERR invalid')
    if (!isKnown) socket.end('Content-Type: text/disconnect-notice\nContent-Length: 0\n\n')
  }

  async function perform(command: Command, shown: string, answer: (words: string) => void): Promise<void> {
    const { operation, effect, run } = command
    const kinds = ['http-500', 'timeout-before-write', 'timeout-after-write', 'slow', 'reject'] as const
    const fault = faults.strike(system, operation, shown, kinds)
    const note = (outcome: string) => {
      const entry = { system, operation, effect, request: { command: shown }, outcome }
      journal.record({ ...entry, ...(fault ? { fault: fault.kind } : {}) }, clock.now())
    }
    if (context.latencyMs > 0) await delay(context.latencyMs)
    if (fault?.kind === 'slow') await delay(fault.ms ?? 1_000)
    if (fault?.kind === 'http-500' || fault?.kind === 'timeout-before-write') {
      note('nothing happened')
      return void socket.destroy()
    }
    if (fault?.kind === 'reject') {
      note('nothing happened')
      return answer(`-ERR ${fault.message ?? 'refused'}\n`)
    }
    const words = await run()
    context.changed()
    note('performed')
    if (fault?.kind === 'timeout-after-write') socket.destroy()
    else answer(words)
  }

  async function take(lines: string[]): Promise<void> {
    await isReady()
    const first = lines[0] ?? ''
    const [verb = '', ...words] = first.split(' ')
    const rest = words.join(' ')
    if (verb === 'auth') return signIn(rest)
    if (verb === 'exit') {
      reply('+OK bye')
      return void socket.end()
    }
    if (!isKnown) return void reply('-ERR command not found')
    const stale = (operation: string) => faults.strike(system, operation, rest, ['stale'])
    if (verb === 'api') return perform(apiCommand(state, rest, stale), rest, body)
    if (verb === 'bgapi') {
      const job = randomUUID()
      return perform(apiCommand(state, rest, stale), rest, () =>
        reply(`+OK Job-UUID: ${job}\nJob-UUID: ${job}`),
      )
    }
    if (verb !== 'sendevent') return void reply('-ERR command not found')
    const argument = lines.find((line) => line.startsWith('API-Command-Argument:')) ?? ''
    return perform(eventCommand(state, lines), `sendevent ${argument}`, () => reply(`+OK ${randomUUID()}`))
  }

  socket.on('data', (chunk: Buffer) => {
    text += chunk.toString('utf8')
    if (text.length > 1_000_000) return void socket.destroy()
    const commands = text.split('\n\n')
    text = commands.pop() ?? ''
    for (const command of commands) {
      turn = turn.then(() => (socket.writable ? take(command.split('\n')) : undefined))
    }
    turn.catch(() => socket.destroy())
  })
}
