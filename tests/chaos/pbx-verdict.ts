import type { Database } from '@turnup/store'
import { type PbxPlace, pbxEffects, pbxRows } from '../stack/pbx-effects.ts'

interface PbxRow {
  id: string
  crm_order_id: string | null
  pbx: { tenant: { domain: string }; registration?: unknown } | null
}

/** What a PBX order has outside that other orders have not, counted at the carriers and in FusionPBX. */
export async function pbxCounts(place: PbxPlace, row: PbxRow): Promise<Record<string, number>> {
  if (!row.pbx) throw new Error(`${row.id} is for no PBX`)
  const { domain } = row.pbx.tenant
  const order = { orderId: row.id, crmOrderId: row.crm_order_id ?? '', domain }
  const { tenants, trunks, numbers, identities, addresses } = await pbxEffects(place, order)
  return {
    tenants,
    trunks,
    numbers,
    ...(row.pbx.registration ? { identities, addresses } : {}),
  }
}

/** Tenants, numbers, trunks and identities that belong to no order of ours. */
export async function pbxStrays(place: PbxPlace, db: Database): Promise<string[]> {
  const rows = await db
    .selectFrom('product_order')
    .select(['id', 'pbx'])
    .where('pbx', 'is not', null)
    .execute()
  const ids = rows.map(({ id }) => id)
  const domains = new Set(rows.map(({ pbx }) => pbx?.tenant.domain))
  const { voipMs, didww } = place.sandbox.systems
  const isOurs = (text: unknown) => ids.some((id) => String(text).startsWith(id))
  const tenants = await pbxRows(
    place,
    "select domain_name from v_domains where domain_name not like 'template.%'",
  )
  const begins = [...domains].map((domain) => String(domain).slice(0, 24))
  const marked = (type: string) =>
    didww
      .list(type)
      .filter(({ attributes }) => !isOurs(attributes.external_reference_id))
      .map(({ id }) => `${type} ${id}`)
  return [
    ...tenants
      .filter((one) => !domains.has(String(one.domain_name)))
      .map((one) => `tenant ${one.domain_name}`),
    ...voipMs
      .listNumbers()
      .filter(({ note }) => !isOurs(note))
      .map(({ number }) => `number ${number}`),
    ...voipMs
      .listSubAccounts()
      .filter(({ description }) => !begins.some((text) => description.startsWith(text)))
      .map(({ account }) => `trunk ${account}`),
    ...['identities', 'addresses', 'orders', 'voice_in_trunks', 'address_verifications'].flatMap(marked),
  ]
}
