import formbody from '@fastify/formbody'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { type SandboxContext, type SandboxSystem, serveCall } from '../../sandbox-kit/index.ts'
import { maskEs2Plus } from '../mask-es2plus.ts'
import { adminProtocolPrefix } from '../wire.ts'
import { demoRanges } from './demo-inventory.ts'
import { answer, es2plusDialect } from './dialect.ts'
import { type FunctionName, isFunction, performFunction } from './functions.ts'
import type { IccidRange } from './iccid-range.ts'
import { addPages } from './pages.ts'
import { createPhone, type Phone } from './phone.ts'
import { ProfileStore } from './profile-store.ts'
import { createProgressReporter } from './progress-reporter.ts'

export { demoIccids, demoRanges } from './demo-inventory.ts'
export { type IccidRange, iccidAt, luhnCheckDigit, rangesFor } from './iccid-range.ts'
export { profileStateTable } from './profile.ts'

export interface Es2PlusSandboxOptions {
  ranges?: IccidRange[]
  smdpAddress?: string
  /** Callers with another identifier are refused. */
  functionRequesterIdentifier?: string
  /** Every released profile goes onto a phone by itself, as if customers scanned at once. */
  autoDownload?: boolean
}

export const sandboxRequester = '1.3.6.1.4.1.99999.1'

const Envelope = z.object({
  header: z.object({ functionRequesterIdentifier: z.string(), functionCallIdentifier: z.string().min(1) }),
})

/** An SM-DP+ with its ES2+ interface under `/es2plus/gsma/rsp2/es2plus/` and a phone to play with at `/es2plus`. */
export function createEs2PlusSandbox(
  context: SandboxContext,
  options: Es2PlusSandboxOptions = {},
): SandboxSystem {
  const store = new ProfileStore(options.ranges ?? demoRanges)
  const requester = options.functionRequesterIdentifier ?? sandboxRequester
  const smdpAddress = options.smdpAddress ?? 'smdp.sandbox.example'
  const phone = createPhone(context, store, createProgressReporter(context, requester))
  const underWay = new Set<Promise<unknown>>()

  function perform(name: FunctionName, body: unknown, protocol: unknown) {
    if (!String(protocol).startsWith(adminProtocolPrefix)) {
      return { subjectCode: '1.6', reasonCode: '2.1', message: 'X-Admin-Protocol is missing or unknown' }
    }
    const envelope = Envelope.safeParse(body)
    if (!envelope.success)
      return { subjectCode: '1.6', reasonCode: '2.2', message: 'The header is incomplete' }
    if (envelope.data.header.functionRequesterIdentifier !== requester) {
      return { subjectCode: '1.1', reasonCode: '1.1', message: 'The function requester is unknown' }
    }
    return performFunction(store, smdpAddress, name, body)
  }

  function addFunctions(app: FastifyInstance): void {
    app.post('/es2plus/gsma/rsp2/es2plus/:name', (request, reply) => {
      const { name } = request.params as { name: string }
      if (!isFunction(name)) return reply.code(404).send()
      const body = Object(request.body) as object
      const call = {
        system: 'es2plus',
        operation: name,
        effect: 'write' as const,
        request: maskEs2Plus(body),
      }
      return serveCall(context, reply, es2plusDialect, call, () => {
        const result = perform(name, body, request.headers['x-admin-protocol'])
        if (options.autoDownload && 'fields' in result) startDownload(phone, result.fields)
        return answer(reply, result)
      })
    })
  }

  function startDownload(onPhone: Phone, fields: Record<string, string>): void {
    const { matchingId } = fields
    if (!matchingId) return
    const download = onPhone
      .scan(`LPA:1$${smdpAddress}$${matchingId}`)
      .finally(() => underWay.delete(download))
    underWay.add(download)
  }

  return {
    id: 'es2plus',
    async routes(app) {
      // A scope of its own, so that its form parser meets no other system's.
      await app.register(async (scope) => {
        if (!scope.hasContentTypeParser('application/x-www-form-urlencoded')) await scope.register(formbody)
        addFunctions(scope)
        addPages(scope, store, phone)
      })
    },
    async close() {
      await Promise.allSettled(underWay)
    },
    reset: () => store.reset(),
    save: () => store.save(),
    load: (saved) => store.load(saved as ReturnType<ProfileStore['save']>),
  }
}
