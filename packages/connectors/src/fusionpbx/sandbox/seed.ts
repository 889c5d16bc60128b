import { variable } from '../dialplan-xml.ts'
import { tables } from './tables.ts'

export type Flags = 'boolean' | 'text'

export const templateDomain = 'template.pbx.harbour-telecom.example'
export const templateId = '7f1d3f52-3c1a-4a0e-9b2d-0d9a5f5b1c01'

/** Every table; flags as this version keeps them. */
export function tablesSql(flags: Flags): string {
  const marks = 'insert_date timestamptz, insert_user uuid, update_date timestamptz, update_user uuid'
  return Object.entries(tables)
    .map(([table, columns]) => {
      const typed = columns
        .trim()
        .split(/,\s*/)
        .map((column) => column.replace(/ pk$/, ' primary key').replace(/ boolean$/, ` ${flags}`))
      return `create table ${table} (${typed.join(', ')}, ${marks});`
    })
    .join('\n')
}

const extension = (name: string, continues: boolean, id: string, inside: string) =>
  `<extension name="${name}" continue="${continues}" uuid="${id}">\n${inside}\n</extension>\n`

interface Standard {
  id: string
  name: string
  order: number
  continues: boolean
  inside: string
}

/** A few that every tenant has, one of which names its own domain. */
const standards: Standard[] = [
  {
    id: '7f1d3f52-3c1a-4a0e-9b2d-0d9a5f5b1d01',
    name: 'domain-variables',
    order: 20,
    continues: true,
    inside: `<condition field="" expression=""><action application="set" data="domain_name=${templateDomain}" inline="true"/></condition>`,
  },
  {
    id: '7f1d3f52-3c1a-4a0e-9b2d-0d9a5f5b1d02',
    name: 'voicemail',
    order: 320,
    continues: false,
    inside: `<condition field="destination_number" expression="^\\*98$"><action application="voicemail" data="check default ${templateDomain}"/></condition>`,
  },
  {
    id: '7f1d3f52-3c1a-4a0e-9b2d-0d9a5f5b1d03',
    name: 'local_extension',
    order: 890,
    continues: true,
    inside: `<condition field="${variable('user_exists')}" expression="^true$"><action application="bridge" data="user/${variable('destination_number')}@${variable('domain_name')}"/></condition>`,
  },
]

/** What stands in a FusionPBX before there is any customer: groups, and a template tenant with standard dialplans. */
export function seedSql(): string {
  const quote = (text: string) => `'${text.replaceAll("'", "''")}'`
  const groups = ['superadmin', 'admin', 'user'].map(
    (name, index) =>
      `insert into v_groups (group_uuid, group_name, group_protected, group_level) values ('7f1d3f52-3c1a-4a0e-9b2d-0d9a5f5b1e0${index}', '${name}', 'true', ${80 - index * 30});`,
  )
  const dialplans = standards.map(
    ({ id, name, order, continues, inside }) =>
      `insert into v_dialplans (domain_uuid, dialplan_uuid, app_uuid, dialplan_context, dialplan_name, dialplan_continue, dialplan_xml, dialplan_order, dialplan_enabled)
       values ('${templateId}', '${id}', gen_random_uuid(), '${templateDomain}', '${name}', '${continues}', ${quote(extension(name, continues, id, inside))}, ${order}, 'true');
       insert into v_dialplan_details (domain_uuid, dialplan_uuid, dialplan_detail_uuid, dialplan_detail_tag, dialplan_detail_type, dialplan_detail_data, dialplan_detail_group, dialplan_detail_order, dialplan_detail_enabled)
       values ('${templateId}', '${id}', gen_random_uuid(), 'condition', 'destination_number', ${quote(name)}, 0, 10, 'true');`,
  )
  const domain = `insert into v_domains (domain_uuid, domain_name, domain_enabled, domain_description) values ('${templateId}', '${templateDomain}', 'true', 'Template');`
  return [domain, ...groups, ...dialplans].join('\n')
}
