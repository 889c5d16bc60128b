import { randomUUID } from 'node:crypto'
import type { PbxDetails, RegistrationRoute } from '@turnup/domain'
import type { OperatorRole } from '@turnup/store'
import { sql } from 'kysely'
import { fakeOffer } from '../../../fulfilment/src/testing/fake-carrier.ts'
import { numberItem, pbxDetails, pbxItem } from '../../../fulfilment/src/testing/test-pbx.ts'
import type { Context } from '../context.ts'
import { createFulfilmentWorld } from '../fulfilment/fulfilment-world.ts'

export type ProvisioningWorld = Awaited<ReturnType<typeof createProvisioningWorld>>

/** The verbs of provisioning on a real PostgreSQL, with the executor, carriers and a PBX that fail on demand. */
export async function createProvisioningWorld() {
  const world = await createFulfilmentWorld()

  async function operatorOf(role: OperatorRole): Promise<Context> {
    const id = randomUUID()
    const email = `${id}@example.com`
    const row = { id, email, name: `Olga ${role}`, password_hash: 'none', role }
    await world.db.insertInto('operator').values(row).execute()
    return world.context({ kind: 'operator', id, role })
  }
  const operator = await operatorOf('operator')

  /** An order whose plan has begun, as far as it goes without a person. */
  async function start(
    route?: RegistrationRoute,
    change: Partial<PbxDetails> = {},
    { isHeldBack = false } = {},
  ) {
    const pbx = { ...pbxDetails(route), ...change }
    const carrier = route ? world.outside.didww : world.outside.voipMs
    const offer = fakeOffer(pbx.number.number, { needsRegistration: route !== undefined })
    carrier.offers.set(offer.offerId, offer)
    const id = await world.startOrder({ items: [pbxItem(), numberItem()], pbx })
    if (!isHeldBack) await world.run(id)
    return { id, pbx, carrier }
  }

  const of = <Thing extends { ref: string }>(things: Thing[], id: string) =>
    things.filter((thing) => thing.ref.startsWith(id))

  return {
    ...world,
    operator,
    viewer: await operatorOf('viewer'),
    anyone: world.context({ kind: 'system', id: 'portal' }),
    start,
    of,
    /** What an order has outside now. */
    effects(id: string) {
      const { didww, voipMs, voice } = world.outside
      return {
        numbers: [...of(didww.rented(), id), ...of(voipMs.rented(), id)].length,
        trunks: [...of(didww.trunks, id), ...of(voipMs.trunks, id)].length,
        tenants: of(voice.tenants, id).length,
        identities: of(didww.identities, id).length,
        addresses: of(didww.addresses, id).length,
        documents: of(didww.documents, id).length,
        proofs: of(didww.proofs, id).length,
      }
    },
    /** The token in the last mail of this template. */
    async tokenIn(orderId: string, template: string): Promise<string> {
      const row = await world.db
        .selectFrom('mail_message')
        .select(['id', 'sealed_data'])
        .where('order_id', '=', orderId)
        .where('template', '=', template)
        .orderBy('created_at', 'desc')
        .orderBy(sql`length(id)`, 'desc')
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirstOrThrow()
      const link = world.vault.open(row.sealed_data ?? new Uint8Array(), `mail:${row.id}`)
      return /#token=([\w-]+)/.exec(link)?.[1] ?? ''
    },
    /** Everything that the database holds in clear about an order, in one text. */
    async everything(orderId: string): Promise<string> {
      const tables = [
        ['product_order', 'id'],
        ['order_step', 'order_id'],
        ['step_attempt', 'order_id'],
        ['timeline_event', 'order_id'],
        ['mail_message', 'order_id'],
        ['order_document', 'order_id'],
        ['pbx_correction', 'order_id'],
        ['pbx_claim', 'order_id'],
        ['audit_event', 'subject_id'],
      ] as const
      const parts: string[] = []
      for (const [table, column] of tables) {
        const { rows } = await sql<{ text: string | null }>`
          select string_agg(row_to_json(t)::text, '') as text from ${sql.table(table)} t
          where t.${sql.ref(column)}::text = ${orderId}`.execute(world.db)
        parts.push(rows[0]?.text ?? '')
      }
      return parts.join('\n')
    },
  }
}
