import { maskIdentifier } from '@turnup/domain'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { escapeHtml, page, type SandboxContext, table } from '../../sandbox-kit/index.ts'
import type { LineStore, SandboxLine } from './line-store.ts'

const shown = 200

function row(line: SandboxLine, number: number): string[] {
  const action = line.status === 'active' ? 'suspend' : 'resume'
  const form = `<form method="post" action="/mvne/page/${number}/${action}"><button>${action}</button></form>`
  const cells = [line.lineId, line.ref, line.msisdn, maskIdentifier(line.iccid), line.plan, line.status]
  const topUps = line.topUps.map((topUp) => `${topUp.topUpId} ${topUp.content}`).join('; ')
  return [...cells, topUps].map(escapeHtml).concat(line.status === 'terminated' ? '' : form)
}

/** The register as its staff see it, with the two things that they do by hand. */
export function addPages(app: FastifyInstance, context: SandboxContext, store: LineStore): void {
  app.get('/mvne', (_request, reply) => {
    const rows = store.list().map(row).slice(-shown).reverse()
    const headings = ['Line', 'Reference', 'Number', 'SIM', 'Plan', 'Status', 'Top-ups', '']
    const note = `<p class="note">The newest ${shown} lines; SIM numbers are masked as in every record.</p>`
    return reply.type('text/html').send(page('Line activation (MVNE)', note + table(headings, rows)))
  })

  app.post('/mvne/page/:number/:action', (request, reply) => {
    const Params = z.object({ number: z.coerce.number(), action: z.enum(['suspend', 'resume']) })
    const params = Params.safeParse(request.params)
    const line = params.success ? store.list()[params.data.number] : undefined
    if (line && params.success && line.status !== 'terminated') {
      line.status = params.data.action === 'suspend' ? 'suspended' : 'active'
      context.changed()
    }
    return reply.redirect('/mvne', 303)
  })
}
