import { partIdOf } from './ids.ts'
import type { Row } from './schema.ts'

/** One line of a dialplan: a condition, or what is done when all conditions hold. */
export type DialplanLine =
  | { condition: string; expression: string }
  | { action: string; data: string; inline?: true }

export interface Dialplan {
  domainId: string
  dialplanId: string
  appId: string
  context: string
  name: string
  number?: string
  continues: boolean
  order: number
  description?: string | undefined
  lines: DialplanLine[]
}

/** A channel variable as dialplans write it. */
export function variable(name: string): string {
  return `\${${name}}`
}

export function escapeXml(text: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&apos;',
  }
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character)
}

/** What FreeSWITCH reads. The last condition holds the actions; those before it only stand in the way. */
export function dialplanXml({ name, continues, dialplanId, lines }: Dialplan): string {
  const conditions = lines.flatMap((line) => ('condition' in line ? [line] : []))
  const actions = lines.flatMap((line) => ('action' in line ? [line] : []))
  const opening = conditions.map(
    ({ condition, expression }, index) =>
      `\t<condition field="${escapeXml(condition)}" expression="${escapeXml(expression)}"${index < conditions.length - 1 ? '/' : ''}>`,
  )
  const inside = actions.map(
    ({ action, data, inline }) =>
      `\t\t<action application="${escapeXml(action)}" data="${escapeXml(data)}"${inline ? ' inline="true"' : ''}/>`,
  )
  const head = `<extension name="${escapeXml(name)}" continue="${continues}" uuid="${dialplanId}">`
  return [head, ...opening, ...inside, '\t</condition>', '</extension>', ''].join('\n')
}

/** The rows of a dialplan: the XML that the switch reads, and the same as details, which FusionPBX's editor shows. */
export function dialplanRows(dialplan: Dialplan): { dialplan: Row; details: Row[] } {
  const { domainId, dialplanId, lines } = dialplan
  const details = lines.map((line, index): Row => {
    const isCondition = 'condition' in line
    return {
      domain_uuid: domainId,
      dialplan_uuid: dialplanId,
      dialplan_detail_uuid: partIdOf(dialplanId, `line ${index}`),
      dialplan_detail_tag: isCondition ? 'condition' : 'action',
      dialplan_detail_type: isCondition ? line.condition : line.action,
      dialplan_detail_data: isCondition ? line.expression : line.data,
      dialplan_detail_inline: 'inline' in line && line.inline ? 'true' : null,
      dialplan_detail_group: 0,
      dialplan_detail_order: (index + 1) * 10,
      dialplan_detail_enabled: true,
    }
  })
  const row: Row = {
    domain_uuid: domainId,
    dialplan_uuid: dialplanId,
    app_uuid: dialplan.appId,
    dialplan_context: dialplan.context,
    dialplan_name: dialplan.name,
    dialplan_number: dialplan.number ?? null,
    dialplan_destination: false,
    dialplan_continue: dialplan.continues,
    dialplan_xml: dialplanXml(dialplan),
    dialplan_order: dialplan.order,
    dialplan_enabled: true,
    dialplan_description: dialplan.description ?? null,
  }
  return { dialplan: row, details }
}
