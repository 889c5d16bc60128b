import type { MappingMethod, ProviderMapping } from '@turnup/domain'
import type { Queryable } from './database.ts'

export async function listProviderMappings(queryable: Queryable): Promise<ProviderMapping[]> {
  return queryable
    .selectFrom('provider_mapping')
    .select(['method', 'subject_id as subjectId', 'provider as providerId'])
    .orderBy('method')
    .orderBy('subject_id')
    .execute()
}

/** Maps a subject to a carrier, or takes its mapping away. */
export async function setProviderMapping(
  queryable: Queryable,
  subject: { method: MappingMethod; subjectId: string },
  providerId: string | undefined,
  by: { operatorId: string; at: Date },
): Promise<void> {
  if (providerId === undefined) {
    await queryable
      .deleteFrom('provider_mapping')
      .where('method', '=', subject.method)
      .where('subject_id', '=', subject.subjectId)
      .execute()
    return
  }
  const facts = { provider: providerId, changed_at: by.at, changed_by: by.operatorId }
  await queryable
    .insertInto('provider_mapping')
    .values({ method: subject.method, subject_id: subject.subjectId, ...facts })
    .onConflict((conflict) => conflict.columns(['method', 'subject_id']).doUpdateSet(facts))
    .execute()
}
