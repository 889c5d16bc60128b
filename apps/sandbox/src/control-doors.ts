import { FaultRule, type SandboxContext } from '@turnup/connectors/sandbox-kit'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { systemNames } from './systems.ts'

const KnownRule = FaultRule.strict().extend({ system: z.enum(systemNames) })
/** One rule or several. */
const Rules = z.preprocess((body) => (Array.isArray(body) ? body : [body]), z.array(KnownRule).max(1_000))
const JournalFilter = z.strictObject({
  system: z.enum(systemNames).optional(),
  operation: z.string().optional(),
  contains: z.string().optional(),
  /** Only the newest; `count` still tells how many there are. */
  limit: z.coerce.number().int().positive().optional(),
})
const Seed = z.strictObject({ seed: z.number().int() })
/** By how much, or where to; a clock of records does not run backwards by itself, so a negative move is allowed too. */
const ClockMove = z.union([
  z.strictObject({ moveMs: z.number().int() }),
  z.strictObject({ to: z.iso.datetime() }),
])

/** Parses, or answers 400 with what is wrong. */
function parsed<Schema extends z.ZodType>(schema: Schema, value: unknown, reply: FastifyReply) {
  const result = schema.safeParse(value)
  if (result.success) return { value: result.data }
  reply.code(400).send({ error: z.prettifyError(result.error) })
  return undefined
}

/** How tests and people steer the sandbox: faults, journal, clock, reset. */
export function addControlDoors(
  app: FastifyInstance,
  world: { context: SandboxContext; settings: () => Record<string, string>; reset(): void },
): void {
  const { context } = world
  const { faults, journal, clock } = context
  const time = () => ({ now: clock.now().toISOString(), offsetMs: clock.offsetMs })

  app.get('/_sandbox/health', async () => ({ ok: true }))
  app.get('/_sandbox/settings', async () => world.settings())

  app.get('/_sandbox/faults', async () => ({ faults: faults.list() }))
  app.post('/_sandbox/faults', async (request, reply) => {
    const rules = parsed(Rules, request.body, reply)
    if (!rules) return reply
    for (const rule of rules.value) faults.add(rule)
    return reply.code(201).send({ faults: faults.list() })
  })
  app.post('/_sandbox/faults/seed', async (request, reply) => {
    const seed = parsed(Seed, request.body, reply)
    if (!seed) return reply
    faults.seed(seed.value.seed)
    return reply.code(204).send()
  })
  app.delete('/_sandbox/faults', async (_request, reply) => {
    faults.clear()
    return reply.code(204).send()
  })

  app.get('/_sandbox/journal', async (request, reply) => {
    const filter = parsed(JournalFilter, request.query, reply)
    if (!filter) return reply
    const { limit, ...match } = filter.value
    const entries = journal.list(match)
    return { count: entries.length, entries: limit ? entries.slice(-limit) : entries }
  })
  app.delete('/_sandbox/journal', async (_request, reply) => {
    journal.clear()
    context.changed()
    return reply.code(204).send()
  })

  app.get('/_sandbox/clock', async () => time())
  app.post('/_sandbox/clock', async (request, reply) => {
    const move = parsed(ClockMove, request.body, reply)
    if (!move) return reply
    clock.move('to' in move.value ? Date.parse(move.value.to) - clock.now().getTime() : move.value.moveMs)
    context.changed()
    return time()
  })

  app.post('/_sandbox/reset', async (_request, reply) => {
    world.reset()
    return reply.code(204).send()
  })
}
