import type { FastifyInstance } from 'fastify'
import { escapeHtml, page, type SandboxContext, table } from '../../sandbox-kit/index.ts'
import { fillOrder } from './order-rules.ts'
import { attach } from './requests.ts'
import type { Entity } from './state.ts'
import { decide } from './verification-rules.ts'
import { follow, toOne, type World } from './world.ts'

const button = (path: string, label: string, fields: Record<string, string>) =>
  `<form method="post" action="/didww/page/${path}">${Object.entries(fields)
    .map(([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`)
    .join('')}<button>${escapeHtml(label)}</button></form>`

function stateOf({ attributes }: Entity): string {
  const words = ['terminated', 'blocked', 'awaiting_registration'].filter((name) => attributes[name])
  return words.join(', ') || 'active'
}

function orderRows(world: World): string[][] {
  return world
    .list('orders')
    .map(({ id, attributes, hidden }) => [
      ...[
        attributes.reference,
        `+${hidden?.number}`,
        attributes.status,
        attributes.external_reference_id,
      ].map(escapeHtml),
      attributes.status === 'pending' ? button('fill', 'Fill', { id }) : '',
    ])
}

function numberRows(world: World): string[][] {
  return world
    .list('dids')
    .map((did) => [
      escapeHtml(`+${did.attributes.number}`),
      escapeHtml(stateOf(did)),
      escapeHtml(follow(world, did, 'voice_in_trunk')[0]?.attributes.name ?? 'nowhere'),
      ['activate', 'block', 'terminate']
        .map((action) => button('number', action, { number: String(did.attributes.number), action }))
        .join(' '),
    ])
}

function verificationRows(world: World): string[][] {
  return world.list('address_verifications').map((verification) => {
    const { id, attributes } = verification
    const numbers = follow(world, verification, 'dids').map((did) => `+${did.attributes.number}`)
    const forms =
      attributes.status === 'pending'
        ? `${button('verify', 'Approve', { id })} <form method="post" action="/didww/page/verify"><input type="hidden" name="id" value="${id}"><input name="reasons" aria-label="Reasons, one a line" value="Address does not match the proof of address" size="40"> <button>Reject</button></form>`
        : ''
    return [
      ...[attributes.reference, numbers.join(', '), attributes.status].map(escapeHtml),
      escapeHtml([attributes.reject_reasons ?? []].flat().join('; ')),
      forms,
    ]
  })
}

/** Identities by our reference only: what they hold is nobody's business here. */
function identityRows(world: World): string[][] {
  return world
    .list('identities')
    .map((identity) => [
      escapeHtml(identity.attributes.external_reference_id),
      escapeHtml(identity.attributes.identity_type),
      escapeHtml(identity.attributes.verified ? 'verified' : ''),
      button('papers', 'Upload the papers here', { id: identity.id }),
    ])
}

/** A person uploads papers in the portal: two for the identity, two for each of its addresses. */
export function uploadInPortal(world: World, identity: Entity): void {
  const kind = String(identity.attributes.identity_type)
  for (const entity of [identity, ...follow(world, identity, 'addresses')]) {
    const proves = entity === identity ? kind : 'address'
    const types = world
      .list('proof_types')
      .filter(({ attributes }) => String(attributes.entity_type).toLowerCase() === proves)
    for (const type of types.slice(0, 2)) {
      const proof = world.add({
        type: 'proofs',
        attributes: { expires_at: null, external_reference_id: null },
        relations: {
          proof_type: toOne('proof_types', type.id),
          entity: toOne(entity.type, entity.id),
          files: [],
        },
      })
      attach(entity, 'proofs', proof)
    }
  }
}

function overview(world: World): string {
  const { state } = world
  const count = (type: string) => world.list(type).length
  const trunks = [...world.list('voice_in_trunks'), ...world.list('voice_out_trunks')].map(
    ({ type, attributes }) => [type, attributes.name, attributes.external_reference_id].map(escapeHtml),
  )
  return `<p>Balance: <strong>$${(state.balanceMinor / 100).toFixed(2)}</strong>
<form method="post" action="/didww/page/settings"><label>Set to (US dollars) <input name="dollars" type="number" min="0" step="0.01" value="${(state.balanceMinor / 100).toFixed(2)}" required></label>
<label>Looks until an order is filled <input name="looks" type="number" min="1" max="1000" value="${state.looksUntilFilled}" required></label>
<label><input name="approves" type="checkbox" ${state.approvesByItself ? 'checked' : ''}> approve verifications by itself</label> <button>Save</button></form></p>
<h2>Verifications</h2>${table(['Reference', 'Numbers', 'Status', 'Reasons', 'The carrier’s people'], verificationRows(world))}
<h2>Numbers of this account</h2>${table(['Number', 'State', 'Rings at', 'The carrier’s people'], numberRows(world))}
<h2>Orders</h2>${table(['Reference', 'Number', 'Status', 'Our reference', ''], orderRows(world))}
<h2>Trunks</h2>${table(['Kind', 'Name', 'Our reference'], trunks)}
<h2>Identities</h2>${table(['Our reference', 'Party', 'State', 'Portal'], identityRows(world))}
<p>Addresses: ${count('addresses')}. Encrypted files: ${count('encrypted_files')}. Proofs: ${count('proofs')}. What they hold is not shown.</p>
<h2>Another customer buys a number</h2><form method="post" action="/didww/page/sell"><label>Number <input name="number" placeholder="+12125550100" required></label> <button>Sell</button></form>`
}

/** False when the number is not for sale. */
export function sellElsewhere(world: World, number: string): boolean {
  const digits = number.replace(/\D/g, '')
  const found = world.list('available_dids').find(({ attributes }) => attributes.number === digits)
  if (!found) return false
  world.state.soldElsewhere.push(found.id)
  return true
}

export type Affliction = 'activate' | 'block' | 'terminate'

/** What the carrier's people do to a number by themselves. */
export function treatNumber(world: World, number: string, action: Affliction): void {
  const digits = number.replace(/\D/g, '')
  const own = world
    .list('dids')
    .find(
      ({ attributes }) => attributes.number === digits && (!attributes.terminated || action === 'terminate'),
    )
  if (!own) return
  own.attributes.awaiting_registration = false
  own.attributes.blocked = action !== 'activate'
  own.attributes.terminated = action === 'terminate'
}

/** The account as its owner sees it, and what the carrier's people do. */
export function addPages(app: FastifyInstance, context: SandboxContext, world: World): void {
  const act = (path: string, work: (fields: Record<string, string>) => void) =>
    app.post(`/didww/page/${path}`, (request, reply) => {
      work(Object(request.body))
      context.changed()
      return reply.redirect('/didww', 303)
    })

  app.get('/didww', (_request, reply) =>
    reply.type('text/html').send(page('Carrier 2 (DIDWW)', overview(world))),
  )
  act('settings', ({ dollars, looks, approves }) => {
    const { state } = world
    if (Number(dollars) >= 0) state.balanceMinor = Math.round(Number(dollars) * 100)
    if (Number(looks) >= 1) state.looksUntilFilled = Math.round(Number(looks))
    state.approvesByItself = approves !== undefined
  })
  act('sell', ({ number = '' }) => sellElsewhere(world, number))
  act('papers', ({ id }) => {
    const identity = world.find('identities', id)
    if (identity) uploadInPortal(world, identity)
  })
  act('fill', ({ id }) => {
    const order = world.find('orders', id)
    if (order) fillOrder(world, order)
  })
  act('number', ({ number = '', action = '' }) => {
    if (action === 'activate' || action === 'block' || action === 'terminate')
      treatNumber(world, number, action)
  })
  act('verify', ({ id, reasons }) => {
    const verification = world.find('address_verifications', id)
    if (!verification) return
    const lines = reasons
      ?.split(/\r?\n|;/)
      .map((line) => line.trim())
      .filter(Boolean)
    decide(world, verification, lines && { reasons: lines.length > 0 ? lines : ['Rejected'] })
  })
}
