import { XMLParser, XMLValidator } from 'fast-xml-parser'

interface Node {
  [tag: string]: Node[] | Record<string, string>
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseAttributeValue: false,
})

const children = (node: Node, tag: string) => (node[tag] as Node[] | undefined) ?? []
const attribute = (node: Node, name: string) =>
  (node[':@'] as Record<string, string> | undefined)?.[name] ?? ''

export interface Caller {
  destination: string
  variables: Record<string, string>
}

/** What a dialplan does with a call in the end: an application and its data. */
export interface Done {
  application: 'transfer' | 'bridge'
  data: string
}

/**
 * Walks a context as FreeSWITCH does: an extension whose conditions all hold does its actions, and the next one is
 * looked at only where it says so. Stops at the first transfer or bridge.
 * @throws Error when a dialplan is not well-formed XML
 */
export function runDialplan(extensions: string[], caller: Caller): Done | undefined {
  const variables = { ...caller.variables }
  for (const xml of extensions) {
    const validity = XMLValidator.validate(xml)
    if (validity !== true) throw new Error(`A dialplan is not well-formed: ${validity.err.msg}`)
    for (const node of parser.parse(xml) as Node[]) {
      if (!('extension' in node)) continue
      const outcome = runExtension(node, caller.destination, variables)
      if (outcome.done) return outcome.done
      if (outcome.held && attribute(node, 'continue') !== 'true') return undefined
    }
  }
  return undefined
}

function runExtension(
  extension: Node,
  destination: string,
  variables: Record<string, string>,
): { held: boolean; done?: Done } {
  for (const condition of children(extension, 'extension').filter((node) => 'condition' in node)) {
    const field = attribute(condition, 'field')
    const value =
      field === 'destination_number' ? destination : (variables[field.replace(/^\$\{|\}$/g, '')] ?? '')
    const match = field === '' ? [''] : new RegExp(attribute(condition, 'expression')).exec(value)
    if (!match) {
      if (attribute(condition, 'break') === 'never') continue
      return { held: false }
    }
    for (const action of children(condition, 'condition').filter((node) => 'action' in node)) {
      const application = attribute(action, 'application')
      const data = attribute(action, 'data').replace(/\$(\d)/g, (_all, index) => match[Number(index)] ?? '')
      if (application === 'transfer' || application === 'bridge')
        return { held: true, done: { application, data } }
      const [name = '', ...rest] = data.split('=')
      if (application === 'set' || application === 'export') variables[name] = rest.join('=')
    }
  }
  return { held: true }
}
