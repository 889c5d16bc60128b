import { lock, type Query } from './database.ts'
import { useIdOf } from './ids.ts'
import type { FusionPbx } from './platform.ts'
import { findDomain } from './read-tenant.ts'
import { refused, tenantUnknown } from './refused.ts'
import { insertRows } from './schema.ts'
import { hashPassword, isPassword, unknownPasswordHash } from './secrets.ts'

interface User {
  user_uuid: string
  password: string | null
}

/** A used claim or reset stands among the settings of the user, under an id made of its reference. */
function useRow(kind: 'claim' | 'reset', ref: string, tenantId: string, userId: string) {
  return {
    user_setting_uuid: useIdOf(kind, ref),
    domain_uuid: tenantId,
    user_uuid: userId,
    user_setting_category: 'turnup',
    user_setting_subcategory: kind,
    user_setting_name: 'text',
    user_setting_value: 'used',
    user_setting_order: 0,
    // A claim is enabled while the password that it set may hold.
    user_setting_enabled: kind === 'claim',
    user_setting_description: 'Kept by Turnup so that a one-time link works once.',
  }
}

async function findUse(query: Query, id: string): Promise<{ userId: string } | undefined> {
  const [row] = await query<{ user_uuid: string }>(
    'select user_uuid from v_user_settings where user_setting_uuid = $1',
    [id],
  )
  return row && { userId: row.user_uuid }
}

async function findUser(query: Query, operation: string, tenantId: string, username: string): Promise<User> {
  const [user] = await query<User>(
    'select user_uuid, password from v_users where domain_uuid = $1 and lower(username) = lower($2)',
    [tenantId, username],
  )
  if (user) return user
  if (!(await findDomain(query, { tenantId }))) throw tenantUnknown(operation)
  throw refused(operation, 'ADMIN_UNKNOWN', `The tenant has no user ${username} any more.`)
}

export async function findClaim(
  { database }: FusionPbx,
  claimRef: string,
): Promise<{ userId: string } | undefined> {
  const id = useIdOf('claim', claimRef)
  return database.read({ operation: 'findClaim', subject: id, request: { id } }, (query) =>
    findUse(query, id),
  )
}

export async function setAdminPassword(
  pbx: FusionPbx,
  { tenantId, username, password }: { tenantId: string; username: string; password: string },
  claimRef: string,
): Promise<void> {
  const operation = 'setAdminPassword'
  if (password === '' || password.includes('\0') || Buffer.byteLength(password) > 72)
    throw refused(
      operation,
      'SPEC_INVALID',
      'A password has 1 to 72 bytes; FusionPBX would ignore what comes after.',
    )
  const passwordHash = await hashPassword(password)
  const work = { operation, subject: tenantId, request: { tenantId, username } }
  await pbx.database.write(work, async (query) => {
    await lock(query, [`claim ${claimRef}`, `tenant ${tenantId}`])
    const user = await findUser(query, operation, tenantId, username)
    if (await findUse(query, useIdOf('claim', claimRef))) {
      if (await isPassword(password, user.password)) return
      throw refused(operation, 'CLAIM_USED', 'This link has been used already.')
    }
    await query('update v_users set password = $2, salt = null where user_uuid = $1', [
      user.user_uuid,
      passwordHash,
    ])
    const writer = await pbx.writer(query)
    await insertRows(writer, 'v_user_settings', [useRow('claim', claimRef, tenantId, user.user_uuid)])
  })
}

export async function resetAdminPassword(
  pbx: FusionPbx,
  { tenantId, username }: { tenantId: string; username: string },
  ref: string,
): Promise<void> {
  const operation = 'resetAdminPassword'
  const passwordHash = await unknownPasswordHash()
  const work = { operation, subject: tenantId, request: { tenantId, username } }
  await pbx.database.write(work, async (query) => {
    await lock(query, [`reset ${ref}`, `tenant ${tenantId}`])
    if (await findUse(query, useIdOf('reset', ref))) return
    const { user_uuid } = await findUser(query, operation, tenantId, username)
    await query('update v_users set password = $2, salt = null, api_key = null where user_uuid = $1', [
      user_uuid,
      passwordHash,
    ])
    await query(
      `update v_user_settings set user_setting_enabled = 'false'
        where user_uuid = $1 and user_setting_category = 'turnup' and user_setting_subcategory = 'claim'`,
      [user_uuid],
    )
    const writer = await pbx.writer(query)
    await insertRows(writer, 'v_user_settings', [useRow('reset', ref, tenantId, user_uuid)])
  })
}
