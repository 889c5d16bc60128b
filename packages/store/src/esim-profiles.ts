import { maskIdentifier } from '@turnup/domain'
import { sql } from 'kysely'
import type { Queryable } from './database.ts'
import type { Vault } from './vault.ts'

const sealPurpose = 'esim-profile'
const digestPurpose = 'iccid'

/** Adds profiles to the stock; numbers that are there already are left alone. @returns how many are new */
export async function importEsimProfiles(
  queryable: Queryable,
  vault: Vault,
  profileType: string,
  iccids: string[],
): Promise<number> {
  let added = 0
  const batchSize = 1_000
  for (let start = 0; start < iccids.length; start += batchSize) {
    const rows = iccids.slice(start, start + batchSize).map((iccid) => ({
      profile_type: profileType,
      iccid_ciphertext: vault.seal(iccid, sealPurpose),
      iccid_digest: vault.digest(iccid, digestPurpose),
      masked_iccid: maskIdentifier(iccid),
      reserved_ref: null,
    }))
    const result = await queryable
      .insertInto('esim_profile')
      .values(rows)
      .onConflict((conflict) => conflict.column('iccid_digest').doNothing())
      .executeTakeFirst()
    added += Number(result.numInsertedOrUpdatedRows ?? 0)
  }
  return added
}

/** The ICCID reserved for this ref, reserving a free one at the first call; undefined when the stock is empty. */
export async function reserveEsimProfile(
  queryable: Queryable,
  vault: Vault,
  profileType: string,
  ref: string,
  now: Date,
): Promise<string | undefined> {
  const reserved = await queryable
    .selectFrom('esim_profile')
    .select('iccid_ciphertext')
    .where('reserved_ref', '=', ref)
    .executeTakeFirst()
  const ciphertext = reserved?.iccid_ciphertext ?? (await takeFreeProfile(queryable, profileType, ref, now))
  return ciphertext ? vault.open(ciphertext, sealPurpose) : undefined
}

async function takeFreeProfile(
  queryable: Queryable,
  profileType: string,
  ref: string,
  now: Date,
): Promise<Buffer | undefined> {
  const result = await sql<{ iccid_ciphertext: Buffer }>`
    update esim_profile set reserved_ref = ${ref}, reserved_at = ${now}
    where id = (
      select id from esim_profile where profile_type = ${profileType} and reserved_ref is null
      order by id limit 1 for update skip locked
    )
    returning iccid_ciphertext`.execute(queryable)
  return result.rows[0]?.iccid_ciphertext
}

/** Remembers a profile that the SM-DP+ chose, by digest and mask only, so that its progress can be told. */
export async function rememberEsimProfile(
  queryable: Queryable,
  vault: Vault,
  profile: { profileType: string; iccid: string; ref: string; at: Date },
): Promise<void> {
  await queryable
    .insertInto('esim_profile')
    .values({
      profile_type: profile.profileType,
      iccid_ciphertext: null,
      iccid_digest: vault.digest(profile.iccid, digestPurpose),
      masked_iccid: maskIdentifier(profile.iccid),
      reserved_ref: profile.ref,
      reserved_at: profile.at,
    })
    .onConflict((conflict) => conflict.column('iccid_digest').doNothing())
    .execute()
}

/** The order is finished: the number itself is erased, digest and mask stay (R110). */
export async function spendEsimProfiles(queryable: Queryable, orderId: string, at: Date): Promise<void> {
  await queryable
    .updateTable('esim_profile')
    .set({ iccid_ciphertext: null, spent_at: at })
    .where('reserved_ref', 'like', `${orderId}/%`)
    .execute()
}

/** Which order step an ICCID belongs to, by its digest. */
export async function findEsimProfileRef(
  queryable: Queryable,
  vault: Vault,
  iccid: string,
): Promise<string | undefined> {
  const row = await queryable
    .selectFrom('esim_profile')
    .select('reserved_ref')
    .where('iccid_digest', '=', vault.digest(iccid, digestPurpose))
    .executeTakeFirst()
  return row?.reserved_ref ?? undefined
}

/** Puts all profiles of a cancelled order back into the stock. */
export async function releaseOrderProfiles(queryable: Queryable, orderId: string): Promise<void> {
  await queryable
    .updateTable('esim_profile')
    .set({ reserved_ref: null, reserved_at: null })
    .where('reserved_ref', 'like', `${orderId}/%`)
    .where('iccid_ciphertext', 'is not', null)
    .execute()
}
