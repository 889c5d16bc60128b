import type { BillingService } from '@turnup/domain'
import { encodeTextMap } from './encode.ts'
import { rejected } from './errors.ts'
import { isSameFieldName, toService } from './map.ts'
import { readAll } from './paging.ts'
import { provenIfInDoubt } from './proven-write.ts'
import type { Whmcs } from './whmcs.ts'
import type { WireService } from './wire.ts'

export function readWireServices(
  whmcs: Whmcs,
  which: { clientid: string; serviceid?: string },
): Promise<WireService[]> {
  return readAll(async (range) => {
    const page = await whmcs.client.getClientsProducts({ ...which, ...range })
    return { total: page.totalresults, items: page.products }
  })
}

export async function listServices(whmcs: Whmcs, clientId: string): Promise<BillingService[]> {
  const services = await readWireServices(whmcs, { clientid: clientId })
  return services.map((service) => toService(service, whmcs.config.currency))
}

async function readWireService(
  whmcs: Whmcs,
  clientId: string,
  serviceId: string,
): Promise<WireService | undefined> {
  const services = await readWireServices(whmcs, { clientid: clientId, serviceid: serviceId })
  return services.find((service) => service.id === serviceId && service.clientid === clientId)
}

/** Absent also when the service is another client's. */
export async function readService(
  whmcs: Whmcs,
  clientId: string,
  serviceId: string,
): Promise<BillingService | undefined> {
  const service = await readWireService(whmcs, clientId, serviceId)
  return service && toService(service, whmcs.config.currency)
}

interface Description {
  customFields?: Record<string, string>
  note?: string
}

/**
 * R114. WHMCS replaces notes as a whole, so the present ones are read first; what is there already is not sent again.
 * @throws ProviderError SERVICE_NOT_FOUND, CUSTOM_FIELD_MISSING
 */
export async function describeService(
  whmcs: Whmcs,
  clientId: string,
  serviceId: string,
  change: Description,
): Promise<void> {
  const open = await openChanges(whmcs, clientId, serviceId, change)
  if (!open) return
  await provenIfInDoubt(
    () => whmcs.client.updateClientProduct({ serviceid: serviceId, ...open }),
    async () => (await openChanges(whmcs, clientId, serviceId, change)) === undefined,
  )
}

/** What still has to be sent for the change, or undefined when all of it is there. */
async function openChanges(whmcs: Whmcs, clientId: string, serviceId: string, change: Description) {
  const service = await readWireService(whmcs, clientId, serviceId)
  if (!service) {
    throw rejected(
      'UpdateClientProduct',
      'SERVICE_NOT_FOUND',
      `Client ${clientId} has no service ${serviceId}.`,
    )
  }
  const notes = withNote(service.notes, change.note)
  const fields = Object.entries(change.customFields ?? {})
    .map(([name, value]) => ({ field: fieldOf(service, name), value }))
    .filter(({ field, value }) => field.value !== value)
    .map(({ field, value }) => [field.id, value] as const)
  if (notes === service.notes && fields.length === 0) return undefined
  return {
    notes: notes === service.notes ? undefined : notes,
    customfields: fields.length > 0 ? encodeTextMap(Object.fromEntries(fields)) : undefined,
  }
}

function withNote(notes: string, note: string | undefined): string {
  const line = note?.replace(/\s*[\r\n]+\s*/g, ' ').trim()
  if (!line) return notes
  const lines = notes.split(/\r?\n/).filter((present) => present !== '')
  return lines.includes(line) ? notes : [...lines, line].join('\n')
}

function fieldOf(service: WireService, name: string): WireService['customfields'][number] {
  const field = service.customfields.find((candidate) => isSameFieldName(candidate.name, name))
  if (field) return field
  throw rejected(
    'UpdateClientProduct',
    'CUSTOM_FIELD_MISSING',
    `Product ${service.pid} (${service.name}) has no custom field "${name}" in WHMCS.`,
  )
}
