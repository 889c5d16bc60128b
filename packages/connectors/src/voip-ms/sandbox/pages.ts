import type { FastifyInstance } from 'fastify'
import { escapeHtml, page, type SandboxContext, table } from '../../sandbox-kit/index.ts'
import type { VoipMsState } from './state.ts'
import { findStock } from './stock.ts'

const dollars = (minor: number) => `$${(minor / 100).toFixed(2)}`

function overview(state: VoipMsState): string {
  const numbers = state.dids.map((own) =>
    [`+1${own.did}`, `${own.rateCentre}, ${own.region}`, own.routing, own.pop, own.note, own.orderedAt].map(
      escapeHtml,
    ),
  )
  const accounts = state.accounts.map(({ account, description }) => [account, description].map(escapeHtml))
  return `<p>Balance: <strong>${dollars(state.balanceMinor)}</strong>
<form method="post" action="/voip-ms/page/balance"><label>Set to (US dollars) <input name="dollars" type="number" min="0" step="0.01" value="0" required></label> <button>Set</button></form></p>
<h2>Numbers of this account</h2>${table(['Number', 'Place', 'Rings at', 'Server', 'Note', 'Ordered'], numbers)}
<h2>Sub-accounts</h2>${table(['Login', 'Description'], accounts)}
<h2>Another customer buys a number</h2><form method="post" action="/voip-ms/page/sell"><label>Number <input name="number" placeholder="+12125550100" required></label> <button>Sell</button></form>
<p class="note">Sold elsewhere: ${escapeHtml(state.soldElsewhere.map((did) => `+1${did}`).join(', ') || 'none')}.</p>`
}

/** The account as its owner sees it, and the two things that happen outside of the API. */
export function addPages(app: FastifyInstance, context: SandboxContext, state: () => VoipMsState): void {
  const field = (body: unknown, name: string) => String((Object(body) as Record<string, unknown>)[name] ?? '')

  app.get('/voip-ms', (_request, reply) =>
    reply.type('text/html').send(page('Carrier 1 (VoIP.ms)', overview(state()))),
  )
  app.post('/voip-ms/page/balance', (request, reply) => {
    const amount = Number(field(request.body, 'dollars'))
    if (Number.isFinite(amount) && amount >= 0) state().balanceMinor = Math.round(amount * 100)
    context.changed()
    return reply.redirect('/voip-ms', 303)
  })
  app.post('/voip-ms/page/sell', (request, reply) => {
    sellElsewhere(state(), field(request.body, 'number'))
    context.changed()
    return reply.redirect('/voip-ms', 303)
  })
}

/** False when the number is not for sale. */
export function sellElsewhere(state: VoipMsState, number: string): boolean {
  const did = number.replace(/\D/g, '').replace(/^1(?=\d{10}$)/, '')
  const isFree = !state.dids.some((own) => own.did === did) && !state.soldElsewhere.includes(did)
  if (!isFree || findStock((each) => each.did === did).length === 0) return false
  state.soldElsewhere.push(did)
  return true
}
