import { cents, decimal, looseId, looseList, pageOf } from '../loose.ts'
import { readMap, text, whole } from '../php.ts'
import { WhmcsRefusal } from '../refusal.ts'
import type { SandboxService, SandboxServiceStatus } from '../state.ts'
import type { Action, World } from '../world.ts'

const getClientsProducts: Action = {
  effect: 'read',
  run(world, params) {
    const { state } = world
    const clientId = whole(params, 'clientid')
    const serviceId = whole(params, 'serviceid')
    const pid = whole(params, 'pid')
    const candidates = serviceId ? [serviceId] : (state.serviceIdsByClient.get(clientId) ?? [])
    const matching = candidates.filter((id) => {
      const service = state.services.get(id)
      return service && (!clientId || service.clientId === clientId) && (!pid || service.productId === pid)
    })
    const start = whole(params, 'limitstart')
    const products = pageOf(matching, start, whole(params, 'limitnum')).flatMap((id) => {
      const service = state.services.get(id)
      return service ? [describe(world, service)] : []
    })
    return {
      clientid: clientId || null,
      serviceid: serviceId || null,
      pid: pid || null,
      domain: null,
      totalresults: looseId(matching.length),
      startnumber: start,
      numreturned: products.length,
      products: looseList('product', products),
    }
  },
}

function describe({ products }: World, service: SandboxService): Record<string, unknown> {
  const product = products.get(service.productId)
  const customfields = (product?.customFields ?? []).map(({ id, name }) => ({
    id: looseId(id),
    name,
    value: service.customFields.get(String(id)) ?? '',
  }))
  const configoptions = (product?.options ?? []).map((option) => {
    const chosen = service.options.get(String(option.id)) ?? ''
    const value = option.values.find(({ id }) => String(id) === chosen)?.name ?? chosen
    return { id: looseId(option.id), option: option.name, type: option.kind, value }
  })
  return {
    id: looseId(service.id),
    qty: looseId(service.quantity),
    clientid: looseId(service.clientId),
    orderid: looseId(service.orderId),
    ordernumber: 1_000_000_000 + service.orderId,
    pid: looseId(service.productId),
    regdate: service.registeredOn,
    name: product?.name,
    groupname: product?.groupName,
    domain: '',
    firstpaymentamount: decimal(service.firstMinor),
    recurringamount: decimal(service.recurringMinor),
    billingcycle: service.cycle,
    nextduedate: service.nextDueDate,
    status: service.status,
    username: '',
    password: 'sandbox-service-password',
    notes: service.notes,
    customfields: looseList('customfield', customfields),
    configoptions: looseList('configoption', configoptions),
  }
}

const statuses: SandboxServiceStatus[] = [
  'Pending',
  'Active',
  'Suspended',
  'Terminated',
  'Cancelled',
  'Fraud',
  'Completed',
]

/** A change of status does not run the provisioning module; neither does it here. */
const updateClientProduct: Action = {
  effect: 'write',
  run({ state }, params) {
    const service = state.services.get(whole(params, 'serviceid'))
    if (!service) throw new WhmcsRefusal('Service ID Not Found')
    service.notes = text(params, 'notes') ?? service.notes
    service.nextDueDate = text(params, 'nextduedate') ?? service.nextDueDate
    service.status = statuses.find((status) => status === text(params, 'status')) ?? service.status
    const recurring = text(params, 'recurringamount')
    if (recurring !== undefined) service.recurringMinor = cents(recurring)
    // Here customfields is one text, not an array as at AddOrder; an array is silently nothing.
    for (const [id, value] of readMap(text(params, 'customfields'))) service.customFields.set(id, value)
    return { serviceid: looseId(service.id) }
  },
}

export const serviceActions: Record<string, Action> = {
  GetClientsProducts: getClientsProducts,
  UpdateClientProduct: updateClientProduct,
}
