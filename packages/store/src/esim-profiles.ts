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

/**
 * The ICCID reserved for this ref, reserving a free one at the first call; undefined when the stock is empty. When the
 * type was changed since, the profile of the old type is given up and one of the new type taken.
 */
export async function reserveEsimProfile(
  queryable: Queryable,
  vault: Vault,
  profileType: string,
  ref: string,
  now: Date,
): Promise<string | undefined> {
  const reserved = await findReserved(queryable, ref)
  if (reserved?.profile_type === profileType) return open(vault, reserved.iccid_ciphertext)
  if (reserved) await giveUpProfile(queryable, ref, now)
  try {
    return open(vault, await takeFreeProfile(queryable, profileType, ref, now))
  } catch (error) {
    if (!isTaken(error)) throw error
    // Somebody else reserved one for the same step just now; both use that one.
    return open(vault, (await findReserved(queryable, ref))?.iccid_ciphertext)
  }
}

function findReserved(queryable: Queryable, ref: string) {
  return queryable
    .selectFrom('esim_profile')
    .select(['iccid_ciphertext', 'profile_type'])
    .where('reserved_ref', '=', ref)
    .executeTakeFirst()
}

function open(vault: Vault, ciphertext: Buffer | null | undefined): string | undefined {
  return ciphertext ? vault.open(ciphertext, sealPurpose) : undefined
}

/** PostgreSQL's code for a key that is there already. */
function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23505'
}

/** The SM-DP+ may have heard of it already, so it is spent and does not go back into the stock. */
async function giveUpProfile(queryable: Queryable, ref: string, at: Date): Promise<void> {
  await queryable
    .updateTable('esim_profile')
    .set((eb) => ({
      iccid_ciphertext: null,
      spent_at: at,
      reserved_ref: sql<string>`${eb.ref('reserved_ref')} || '#' || ${eb.ref('id')}`,
    }))
    .where('reserved_ref', '=', ref)
    .execute()
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

/**
 * Remembers a profile that the SM-DP+ chose, by digest and mask only, so that its progress can be told. One that the
 * same step was given before, and one that an earlier order gave back, make room.
 */
export async function rememberEsimProfile(
  queryable: Queryable,
  vault: Vault,
  profile: { profileType: string; iccid: string; ref: string; at: Date },
): Promise<void> {
  const digest = vault.digest(profile.iccid, digestPurpose)
  await queryable
    .deleteFrom('esim_profile')
    .where('reserved_ref', '=', profile.ref)
    .where('iccid_ciphertext', 'is', null)
    .where('iccid_digest', '!=', digest)
    .execute()
  await queryable
    .insertInto('esim_profile')
    .values({
      profile_type: profile.profileType,
      iccid_ciphertext: null,
      iccid_digest: digest,
      masked_iccid: maskIdentifier(profile.iccid),
      reserved_ref: profile.ref,
      reserved_at: profile.at,
    })
    .onConflict((conflict) =>
      conflict
        .column('iccid_digest')
        .doUpdateSet({ reserved_ref: profile.ref, reserved_at: profile.at, spent_at: null })
        .where((where) =>
          where.or([
            where('esim_profile.reserved_ref', 'is', null),
            where('esim_profile.iccid_ciphertext', 'is', null),
          ]),
        ),
    )
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
