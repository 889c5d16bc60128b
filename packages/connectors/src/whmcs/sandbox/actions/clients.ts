import { demoCurrency } from '../../../sandbox-kit/index.ts'
import { looseId, looseList, pageOf } from '../loose.ts'
import { flag, type PhpParams, readMap, text, whole } from '../php.ts'
import { WhmcsRefusal } from '../refusal.ts'
import { putClient, type SandboxClient } from '../state.ts'
import type { Action, World } from '../world.ts'

const profileFields = [
  'firstname',
  'lastname',
  'companyname',
  'email',
  'phonenumber',
  'address1',
  'address2',
  'city',
  'state',
  'postcode',
  'country',
  'notes',
] as const

const requiredFields: [(typeof profileFields)[number], string][] = [
  ['firstname', 'first name'],
  ['lastname', 'last name'],
  ['address1', 'address (line 1)'],
  ['city', 'city'],
  ['state', 'state'],
  ['postcode', 'postcode'],
  ['phonenumber', 'phone number'],
]

function sentFields(params: PhpParams): Partial<Record<(typeof profileFields)[number], string>> {
  const sent = profileFields.flatMap((name) => {
    const value = text(params, name)
    return value === undefined ? [] : [[name, value] as const]
  })
  return Object.fromEntries(sent)
}

const addClient: Action = {
  effect: 'write',
  run({ state }, params) {
    const email = text(params, 'email') ?? ''
    if (!/^[^\s@]+@[^\s@]+$/.test(email)) throw new WhmcsRefusal('You did not enter your email address')
    if (state.clientIdByEmail.has(email.toLowerCase())) {
      throw new WhmcsRefusal('A user already exists with that email address')
    }
    if (!text(params, 'password2')) throw new WhmcsRefusal('You did not enter a password')
    if (!flag(params, 'skipvalidation')) {
      const missing = requiredFields.find(([name]) => !text(params, name))
      if (missing) throw new WhmcsRefusal(`You did not enter your ${missing[1]}`)
      if (!/^[A-Z]{2}$/.test(text(params, 'country') ?? '')) throw new WhmcsRefusal('Valid country required')
    }
    const customFields = readMap(text(params, 'customfields'))
    return { clientid: looseId(putClient(state, { ...sentFields(params), email, customFields }).id) }
  },
}

const updateClient: Action = {
  effect: 'write',
  run({ state }, params) {
    const client = state.clients.get(whole(params, 'clientid'))
    if (!client) throw new WhmcsRefusal('Client ID Not Found')
    const sent = sentFields(params)
    if (sent.email && sent.email.toLowerCase() !== client.email.toLowerCase()) {
      if (state.clientIdByEmail.has(sent.email.toLowerCase()))
        throw new WhmcsRefusal('Duplicate Email Address')
      state.clientIdByEmail.delete(client.email.toLowerCase())
      state.clientIdByEmail.set(sent.email.toLowerCase(), client.id)
    }
    Object.assign(client, sent)
    for (const [id, value] of readMap(text(params, 'customfields'))) client.customFields.set(id, value)
    return { clientid: looseId(client.id) }
  },
}

function describe(client: SandboxClient, { options }: World): Record<string, unknown> {
  const fieldIds = new Set([options.customerNumberFieldId, ...client.customFields.keys()])
  const { customFields, cards: _cards, ...profile } = client
  return {
    ...profile,
    id: client.id,
    client_id: looseId(client.id),
    userid: looseId(client.id),
    fullname: `${client.firstname} ${client.lastname}`,
    countrycode: client.country,
    currency: 1,
    currency_code: demoCurrency,
    credit: '0.00',
    customfields: [...fieldIds].map((id) => ({ id: looseId(Number(id)), value: customFields.get(id) ?? '' })),
  }
}

const getClientsDetails: Action = {
  effect: 'read',
  run(world, params) {
    const { state } = world
    const email = text(params, 'email')?.toLowerCase()
    if (!text(params, 'clientid') && !email) throw new WhmcsRefusal('Either clientid Or email Is Required')
    const id = whole(params, 'clientid') || state.clientIdByEmail.get(email ?? '')
    const client = id === undefined ? undefined : state.clients.get(id)
    if (!client) throw new WhmcsRefusal('Client Not Found')
    const fields = describe(client, world)
    return { ...fields, client: fields }
  },
}

const getClients: Action = {
  effect: 'read',
  run({ state }, params) {
    const ids = [...state.clients.keys()]
    const start = whole(params, 'limitstart')
    const page = pageOf(ids, start, whole(params, 'limitnum'))
    const clients = page.map((id) => {
      const client = state.clients.get(id)
      return {
        id: looseId(id),
        email: client?.email,
        firstname: client?.firstname,
        lastname: client?.lastname,
      }
    })
    return {
      totalresults: looseId(ids.length),
      startnumber: start,
      numreturned: page.length,
      clients: looseList('client', clients),
    }
  },
}

const getPayMethods: Action = {
  effect: 'read',
  run({ state, options }, params) {
    if (!text(params, 'clientid')) throw new WhmcsRefusal('Client ID Is Required')
    const client = state.clients.get(whole(params, 'clientid'))
    if (!client) throw new WhmcsRefusal('Client Not Found')
    const paymethods = client.cards.map((card) => ({
      id: looseId(card.id),
      type: 'RemoteCreditCard',
      description: `${card.type} card`,
      gateway_name: options.gateways[0]?.module,
      contact_type: 'Client',
      contact_id: client.id,
      card_last_four: card.lastFour,
      expiry_date: card.expiry,
      card_type: card.type,
      remote_token: `sandbox_token_${card.id}`,
    }))
    return {
      clientid: looseId(client.id),
      paymethods: paymethods.length > 0 ? paymethods : looseList('paymethod', []),
    }
  },
}

export const clientActions: Record<string, Action> = {
  AddClient: addClient,
  UpdateClient: updateClient,
  GetClientsDetails: getClientsDetails,
  GetClients: getClients,
  GetPayMethods: getPayMethods,
}
