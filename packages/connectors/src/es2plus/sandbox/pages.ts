import { allowedEvents, maskIdentifier } from '@turnup/domain'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { escapeHtml, page, table } from '../../sandbox-kit/index.ts'
import type { Phone } from './phone.ts'
import { type ProfileEvent, profileStateTable } from './profile.ts'
import type { ProfileStore } from './profile-store.ts'

const buttons: Partial<Record<ProfileEvent, { label: string; events: ProfileEvent[] }>> = {
  download: { label: 'Download on the phone', events: ['download', 'install'] },
  install: { label: 'Install', events: ['install'] },
  enable: { label: 'Enable', events: ['enable'] },
  delete: { label: 'Delete from the phone', events: ['delete'] },
}

const shown = 200

function rows(store: ProfileStore): string[][] {
  const numbered = store.list().map((profile, number) => ({ profile, number }))
  return numbered
    .slice(-shown)
    .reverse()
    .map(({ profile, number }) => {
      const actions = allowedEvents(profileStateTable, profile.state).flatMap((event) => {
        const button = buttons[event]
        const action = `/es2plus/profiles/${number}/${event}`
        return button ? `<form method="post" action="${action}"><button>${button.label}</button></form>` : []
      })
      const eid = profile.eid ? maskIdentifier(profile.eid) : ''
      const cells = [maskIdentifier(profile.iccid), profile.profileType, profile.state, eid].map(escapeHtml)
      return [...cells, actions.join(' ')]
    })
}

const scanForm = `<form method="post" action="/es2plus/phone"><label>Activation code, as the QR code holds it
<input name="activationCode" size="60" placeholder="LPA:1$..." required></label> <button>Scan with the phone</button></form>`

/** Where a person plays the phone: by the activation code from the portal, or by a button for each profile. */
export function addPages(app: FastifyInstance, store: ProfileStore, phone: Phone): void {
  app.get('/es2plus', (_request, reply) => {
    const profiles = table(['ICCID', 'Type', 'State', 'EID', 'Phone'], rows(store))
    const note = `<p class="note">The newest ${shown} profiles that were ordered; numbers are masked as in every record.</p>`
    return reply.type('text/html').send(page('SM-DP+ (ES2+)', `<p>${scanForm}</p>${note}${profiles}`))
  })

  app.post('/es2plus/phone', async (request, reply) => {
    const parsed = z.object({ activationCode: z.string() }).safeParse(request.body)
    const worked = parsed.success && (await phone.scan(parsed.data.activationCode))
    if (worked) return reply.redirect('/es2plus', 303)
    const body = '<p>This code fits no profile that waits for a phone.</p><p><a href="/es2plus">Back</a></p>'
    return reply.code(404).type('text/html').send(page('Not installed', body))
  })

  app.post('/es2plus/profiles/:number/:event', async (request, reply) => {
    const { number, event } = z.object({ number: z.coerce.number(), event: z.string() }).parse(request.params)
    const profile = store.list()[number]
    const button = buttons[event as ProfileEvent]
    if (profile && button) await phone.act(profile, button.events)
    return reply.redirect('/es2plus', 303)
  })
}
