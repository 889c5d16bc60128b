import { randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { escapeHtml, page, type SandboxContext } from '../../sandbox-kit/index.ts'
import { payWithCard } from './actions/invoices.ts'
import { cardsView, invoicesView, invoiceView, overview, servicesView } from './page-views.ts'
import { parsePhpForm, text, whole } from './php.ts'
import { putCard, type SandboxClient, type WhmcsState } from './state.ts'

const cookieName = 'whmcs_sandbox_session'

interface PageDeps {
  context: SandboxContext
  state(): WhmcsState
  productName(pid: number): string
  returnUrl?: string | undefined
}

type Query = Record<string, string | undefined>
type ClientPage = (client: SandboxClient, request: FastifyRequest, reply: FastifyReply) => unknown

/** The pages where a person acts: signing in by token, cards, invoices; and what an operator sees. */
export function servePages(app: FastifyInstance, deps: PageDeps): void {
  const html = (reply: FastifyReply, title: string, body: string) => {
    const back = deps.returnUrl ? `<p><a href="${escapeHtml(deps.returnUrl)}">Back to the shop</a></p>` : ''
    return reply.type('text/html').send(page(title, body + back))
  }
  const asClient = (show: ClientPage) => (request: FastifyRequest, reply: FastifyReply) => {
    const client = signedIn(deps.state(), request)
    if (client) return show(client, request, reply)
    return html(
      reply.code(401),
      'Please sign in',
      '<p>Come here through a link from the portal; each works once.</p>',
    )
  }
  const form = (request: FastifyRequest) => parsePhpForm(typeof request.body === 'string' ? request.body : '')

  app.get('/', (_request, reply) => html(reply, 'WHMCS', overview(deps.state(), deps.productName)))

  app.get('/oauth/singlesignon.php', (request, reply) => {
    const target = openSession(deps, (request.query as Query).access_token)
    if (!target)
      return html(
        reply.code(403),
        'Link expired',
        '<p>This link was used already or is older than a minute.</p>',
      )
    deps.context.changed()
    return reply
      .header(
        'set-cookie',
        `${cookieName}=${target.session}; Path=${app.prefix || '/'}; HttpOnly; SameSite=Lax`,
      )
      .redirect(`${app.prefix}/${target.path}`)
  })

  app.get(
    '/index.php',
    asClient((client, request, reply) => {
      const isCards = (request.query as Query).rp === '/account/paymentmethods'
      return isCards
        ? html(reply, 'Payment methods', cardsView(client, app.prefix))
        : html(reply.code(404), 'No such page', '<p>Only the payment methods are imitated here.</p>')
    }),
  )

  app.post(
    '/cards/add',
    asClient((client, request, reply) => {
      const number = (text(form(request), 'number') ?? '').replace(/\D/g, '')
      if (number.length < 12)
        return html(reply.code(422), 'Card number too short', cardsView(client, app.prefix))
      putCard(deps.state(), client, number, text(form(request), 'expiry') || '12/30')
      deps.context.changed()
      return toCards(reply)
    }),
  )

  app.post(
    '/cards/remove',
    asClient((client, request, reply) => {
      client.cards = client.cards.filter((card) => card.id !== whole(form(request), 'id'))
      deps.context.changed()
      return toCards(reply)
    }),
  )
  const toCards = (reply: FastifyReply) =>
    reply.redirect(`${app.prefix}/index.php?rp=/account/paymentmethods`, 303)

  const ownInvoice = (client: SandboxClient, id: number) => {
    const invoice = deps.state().invoices.get(id)
    return invoice?.clientId === client.id ? invoice : undefined
  }
  app.get(
    '/viewinvoice.php',
    asClient((client, request, reply) => {
      const invoice = ownInvoice(client, Number((request.query as Query).id))
      return invoice
        ? html(reply, `Invoice ${invoice.id}`, invoiceView(invoice, client, app.prefix))
        : html(reply.code(404), 'No such invoice', '')
    }),
  )
  app.post(
    '/viewinvoice.php',
    asClient((client, request, reply) => {
      const invoice = ownInvoice(client, whole(form(request), 'id'))
      if (invoice?.status !== 'Unpaid') return html(reply.code(409), 'Nothing to pay', '')
      const paid = payWithCard({ state: deps.state(), now: deps.context.clock.now() }, invoice)
      deps.context.changed()
      return paid
        ? reply.redirect(`${app.prefix}/viewinvoice.php?id=${invoice.id}`, 303)
        : html(reply.code(402), 'Payment failed', '<p>There is no card, or it was declined.</p>')
    }),
  )

  app.get(
    '/clientarea.php',
    asClient((client, request, reply) => {
      return (request.query as Query).action === 'invoices'
        ? html(reply, 'Invoices', invoicesView(deps.state(), client, app.prefix))
        : html(reply, 'Services', servicesView(deps.state(), client, deps.productName))
    }),
  )
}

/** Uses up the token. Undefined when it is unknown, used or too old. */
function openSession(
  deps: PageDeps,
  token: string | undefined,
): { session: string; path: string } | undefined {
  const state = deps.state()
  const ticket = state.ssoTokens.get(token ?? '')
  if (!token || !ticket) return undefined
  state.ssoTokens.delete(token)
  if (deps.context.clock.now().getTime() > ticket.expiresAt) return undefined
  const session = randomBytes(24).toString('hex')
  state.sessions.set(session, ticket.clientId)
  // Only paths of this WHMCS: the redirect must not lead away.
  return { session, path: ticket.path.replace(/^[/\\]+/, '') }
}

function signedIn(state: WhmcsState, request: FastifyRequest): SandboxClient | undefined {
  const cookies = (request.headers.cookie ?? '').split(/;\s*/)
  const session = cookies.find((cookie) => cookie.startsWith(`${cookieName}=`))?.slice(cookieName.length + 1)
  const clientId = state.sessions.get(session ?? '')
  return clientId === undefined ? undefined : state.clients.get(clientId)
}
