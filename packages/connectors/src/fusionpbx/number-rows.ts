import type { TenantNumber } from '@turnup/domain'
import type { Query } from './database.ts'
import { inboundRows, nationalNumber } from './inbound-route.ts'
import { type NumberRow, numberColumns } from './read-tenant.ts'
import { refused } from './refused.ts'
import { insertRows, type Writer } from './schema.ts'

/** Two that assign one number at once wait for each other under this name; FusionPBX itself has no constraint. */
export const numberLock = (number: string) => `number ${number}`

/** Destinations at which a call to the number could ring: with its calling code, without one, or with a plus. */
export function destinationsOf(
  query: Query,
  { number, callingCode }: Pick<TenantNumber, 'number' | 'callingCode'>,
) {
  return query<NumberRow>(
    `select ${numberColumns} from v_destinations
      where destination_type = 'inbound'
        and (coalesce(destination_prefix, '') || coalesce(destination_area_code, '') || destination_number = $1
          or destination_number = $2
          or (coalesce(destination_prefix, '') = '' and coalesce(destination_area_code, '') || destination_number = $3))`,
    [number.slice(1), number, nationalNumber({ number, callingCode })],
  )
}

/** @throws ProviderError `rejected` NUMBER_IN_USE when it rings at another tenant */
export async function ownDestination(
  query: Query,
  operation: string,
  tenantId: string,
  number: TenantNumber,
): Promise<NumberRow | undefined> {
  const found = await destinationsOf(query, number)
  if (found.some(({ domain_uuid }) => domain_uuid !== tenantId))
    throw refused(operation, 'NUMBER_IN_USE', `${number.number} rings at another tenant.`)
  return found[0]
}

export async function insertNumbers(
  writer: Writer,
  tenant: { tenantId: string; domain: string },
  numbers: TenantNumber[],
): Promise<void> {
  const rows = numbers.map((number) => inboundRows(tenant, number))
  await insertRows(
    writer,
    'v_dialplans',
    rows.map(({ dialplan }) => dialplan),
  )
  await insertRows(
    writer,
    'v_dialplan_details',
    rows.flatMap(({ details }) => details),
  )
  await insertRows(
    writer,
    'v_destinations',
    rows.map(({ destination }) => destination),
  )
}

/** A destination with its dialplan, whoever made them; only of this tenant. */
export async function deleteNumber(
  query: Query,
  { domain_uuid, destination_uuid, dialplan_uuid }: NumberRow,
): Promise<void> {
  await query('delete from v_destinations where domain_uuid = $1 and destination_uuid = $2', [
    domain_uuid,
    destination_uuid,
  ])
  if (!dialplan_uuid) return
  await query('delete from v_dialplan_details where dialplan_uuid = $1', [dialplan_uuid])
  await query('delete from v_dialplans where domain_uuid = $1 and dialplan_uuid = $2', [
    domain_uuid,
    dialplan_uuid,
  ])
}
