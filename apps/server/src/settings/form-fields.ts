import { z } from 'zod'

/** One value that a schema takes, told as a line of a form. */
export interface FormField {
  /** Dotted, within its schema. */
  path: string
  label: string
  help?: string
  section?: string
  kind: 'text' | 'url' | 'number' | 'flag' | 'choice' | 'list' | 'secret'
  choices?: string[]
  required: boolean
  minimum?: number
  maximum?: number
  unit?: string
  multiline?: true
  nullable?: true
  /** Secrets that are sent to this address. */
  receives?: string[]
  /** What holds unless it is set. */
  preset?: unknown
}

/** What we read of a JSON Schema that zod makes; the last four are marks in `.meta` of the schema. */
interface SchemaNode {
  type?: string
  format?: string
  title?: string
  description?: string
  enum?: unknown[]
  minimum?: number
  exclusiveMinimum?: number
  maximum?: number
  anyOf?: SchemaNode[]
  properties?: Record<string, SchemaNode>
  required?: string[]
  propertyNames?: SchemaNode
  additionalProperties?: SchemaNode | boolean
  secret?: boolean
  unit?: string
  multiline?: boolean
  receives?: string[]
  default?: unknown
}

interface Place {
  path: string[]
  required: boolean
  section?: string
}

/** Every single value of a schema, nested ones by their dotted path, in the order of the schema. */
export function fieldsOf(schema: z.ZodType): FormField[] {
  const tree = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as SchemaNode
  return walk(tree, { path: [], required: true })
}

function walk(given: SchemaNode, place: Place): FormField[] {
  const { node, nullable } = withoutNull(given)
  const children = childrenOf(node)
  if (!children) return [leaf(node, nullable, place)]
  const key = place.path.at(-1)
  const own = key === undefined ? undefined : (node.title ?? words(key))
  const section = [place.section, own].filter(Boolean).join(': ') || undefined
  return children.flatMap(([name, child]) =>
    walk(child, {
      path: [...place.path, name],
      required: place.required && node.required?.includes(name) === true,
      section,
    }),
  )
}

function withoutNull(node: SchemaNode): { node: SchemaNode; nullable: boolean } {
  const others = node.anyOf?.filter(({ type }) => type !== 'null') ?? []
  const only = others.length === 1 && others.length !== node.anyOf?.length ? others[0] : undefined
  return only ? { node: { ...node, ...only }, nullable: true } : { node, nullable: false }
}

/** The values of an object; of a record, those of every key that it may have. */
function childrenOf(node: SchemaNode): [string, SchemaNode][] | undefined {
  if (node.properties) return Object.entries(node.properties)
  const { propertyNames, additionalProperties } = node
  if (!propertyNames?.enum || typeof additionalProperties !== 'object') return undefined
  return propertyNames.enum.map((name) => [String(name), additionalProperties])
}

function leaf(node: SchemaNode, nullable: boolean, { path, required, section }: Place): FormField {
  const minimum =
    node.minimum ?? (node.exclusiveMinimum === undefined ? undefined : node.exclusiveMinimum + 1)
  const { maximum, unit, receives } = node
  return {
    path: path.join('.'),
    label: node.title ?? words(path.at(-1) ?? ''),
    ...(node.description ? { help: node.description } : {}),
    ...(section ? { section } : {}),
    kind: kindOf(node),
    ...(node.enum ? { choices: node.enum.map(String) } : {}),
    required,
    ...(minimum === undefined || minimum < -Number.MAX_SAFE_INTEGER ? {} : { minimum }),
    ...(maximum === undefined || maximum >= Number.MAX_SAFE_INTEGER ? {} : { maximum }),
    ...(unit ? { unit } : {}),
    ...(node.multiline ? { multiline: true as const } : {}),
    ...(nullable ? { nullable: true as const } : {}),
    ...(receives ? { receives } : {}),
    ...(node.default === undefined ? {} : { preset: node.default }),
  }
}

function kindOf({ secret, enum: choices, type, format }: SchemaNode): FormField['kind'] {
  if (secret) return 'secret'
  if (choices) return 'choice'
  if (type === 'boolean') return 'flag'
  if (type === 'number' || type === 'integer') return 'number'
  if (type === 'array') return 'list'
  return format === 'uri' ? 'url' : 'text'
}

/** billingOrderId: "Billing order id". */
function words(key: string): string {
  const spaced = key.replace(/([a-z])([A-Z])/g, (_match, one, other) => `${one} ${other.toLowerCase()}`)
  return spaced.charAt(0).toUpperCase() + spaced.slice(1).replaceAll('-', ' ')
}
