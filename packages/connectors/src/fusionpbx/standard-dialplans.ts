import { appsOfObjects } from './apps.ts'
import type { Query } from './database.ts'
import { partIdOf } from './ids.ts'
import { refused } from './refused.ts'
import type { Row } from './schema.ts'

interface Copied {
  row: Row & { dialplan_uuid: string }
}

/**
 * The standard dialplans of the template tenant as rows of another one: its own ids, and its domain wherever the
 * template's stood, in the XML as well as in the details.
 * @throws ProviderError `rejected` TEMPLATE_MISSING
 */
export async function copyStandardDialplans(
  query: Query,
  templateDomain: string,
  tenant: { tenantId: string; domain: string },
): Promise<{ dialplans: Row[]; details: Row[] }> {
  const [template] = await query<{ domain_uuid: string; domain_name: string }>(
    'select domain_uuid, domain_name from v_domains where lower(domain_name) = $1',
    [templateDomain],
  )
  const dialplans = template
    ? await query<Copied>(
        `select to_jsonb(d) as row from v_dialplans d
          where domain_uuid = $1 and dialplan_context = $2 and (app_uuid is null or app_uuid <> all($3::uuid[]))`,
        [template.domain_uuid, template.domain_name, appsOfObjects],
      )
    : []
  if (!template || dialplans.length === 0) {
    const message = `The template tenant ${templateDomain} has no standard dialplans. Make it in FusionPBX, and let "Upgrade, App Defaults" fill it.`
    throw refused('createTenant', 'TEMPLATE_MISSING', message)
  }
  const details = await query<Copied>(
    'select to_jsonb(d) as row from v_dialplan_details d where dialplan_uuid = any($1::uuid[])',
    [dialplans.map(({ row }) => row.dialplan_uuid)],
  )
  const newId = (dialplanId: string) => partIdOf(tenant.tenantId, `standard ${dialplanId}`)
  const move = ({ row }: Copied): Row => {
    const replacements: [string, string][] = [
      [template.domain_name, tenant.domain],
      [template.domain_uuid, tenant.tenantId],
      [row.dialplan_uuid, newId(row.dialplan_uuid)],
    ]
    const entries = Object.entries(row).map(([name, value]) => [name, replaced(value, replacements)])
    const { update_date: _date, update_user: _user, ...kept } = Object.fromEntries(entries) as Row
    return { ...kept, domain_uuid: tenant.tenantId }
  }
  return {
    dialplans: dialplans.map(move),
    details: details.map((copied) => ({
      ...move(copied),
      dialplan_detail_uuid: newId(String(copied.row.dialplan_detail_uuid)),
    })),
  }
}

function replaced(value: unknown, replacements: [string, string][]): unknown {
  if (typeof value !== 'string') return value
  return replacements.reduce((text, [from, to]) => text.replaceAll(from, to), value)
}
