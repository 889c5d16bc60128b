import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { escapeHtml, page, table } from '../sandbox-kit/index.ts'
import type { Mailbox, SandboxMail } from './mailbox.ts'

const Filter = z.object({ to: z.string().optional(), messageId: z.string().optional() })
const shown = 200

const firstAt = (mail: SandboxMail) => mail.deliveries[0]?.at ?? ''

function row(mail: SandboxMail): string[] {
  const link = `/mail/message?messageId=${encodeURIComponent(mail.messageId)}`
  const subject = `<a href="${escapeHtml(link)}">${escapeHtml(mail.subject || '(no subject)')}</a>`
  const ways = [...new Set(mail.deliveries.map(({ via }) => via))].join(', ')
  const times = `${mail.deliveries.length} × ${ways}`
  return [firstAt(mail), mail.to.join(', '), mail.cc.join(', ')]
    .map(escapeHtml)
    .concat(subject, escapeHtml(times))
}

/** The HTML as a mail client shows it: no scripts, and links open in a tab of their own. */
function htmlFrame(html: string): string {
  const source = escapeHtml(`<base target="_blank">${html}`)
  return `<iframe title="HTML" sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="${source}"
style="width:100%;height:36rem;border:1px solid #8884;background:#fff"></iframe>`
}

function messagePage(mail: SandboxMail): string {
  const facts = table(
    ['', ''],
    [
      ['From', escapeHtml(mail.from)],
      ['To', escapeHtml(mail.to.join(', '))],
      ['Copy', escapeHtml(mail.cc.join(', '))],
      ['Message-ID', escapeHtml(mail.messageId)],
      ['Correlation', escapeHtml(mail.correlationId ?? '')],
      ['Handed in', mail.deliveries.map(({ at, via }) => escapeHtml(`${at} by ${via}`)).join('<br>')],
    ],
  )
  const text = `<pre style="white-space:pre-wrap">${escapeHtml(mail.text)}</pre>`
  const parts = `${mail.html ? `<h2>HTML</h2>${htmlFrame(mail.html)}` : ''}<h2>Text</h2>${text}`
  return page(mail.subject || '(no subject)', `<p><a href="/mail">All mail</a></p>${facts}${parts}`)
}

/** The mailbox to read, and the same as JSON: GET /mail/messages?to=&messageId= */
export function addPages(app: FastifyInstance, mailbox: Mailbox): void {
  app.get('/mail/messages', (request) => ({ messages: mailbox.list(Filter.parse(request.query)) }))

  app.get('/mail', (request, reply) => {
    const filter = Filter.parse(request.query)
    const mails = mailbox.list(filter).slice(-shown).reverse()
    const form = `<form><label>To <input name="to" value="${escapeHtml(filter.to)}"></label> <button>Show</button></form>`
    const list = table(['Received', 'To', 'Copy', 'Subject', 'Handed in'], mails.map(row))
    return reply.type('text/html').send(page('Mail', `<p>${form}</p>${list}`))
  })

  app.get('/mail/message', (request, reply) => {
    const { messageId = '' } = Filter.parse(request.query)
    const mail = mailbox.find(messageId)
    reply.type('text/html')
    if (!mail) return reply.code(404).send(page('Mail', '<p>There is no such mail.</p>'))
    return reply.send(messagePage(mail))
  })
}
