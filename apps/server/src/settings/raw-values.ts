import type { RawSettings } from './settings.ts'

/** The value at a dotted path, or undefined. */
export function valueAt(tree: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((node, key) => {
    const isOwn = typeof node === 'object' && node !== null && Object.hasOwn(node, key)
    return isOwn ? (node as Record<string, unknown>)[key] : undefined
  }, tree)
}

/** Sets the value at '<group>.<path>', making the objects on the way. */
export function putAt(raw: RawSettings, place: string, value: unknown): void {
  const path = place.split('.')
  let node: Record<string, unknown> = raw
  for (const key of path.slice(0, -1)) {
    if (typeof node[key] !== 'object' || node[key] === null) node[key] = {}
    node = node[key] as Record<string, unknown>
  }
  node[path.at(-1) as string] = value
}

/** Takes the value at '<group>.<path>' away. */
export function removeAt(raw: RawSettings, place: string): void {
  const dot = place.lastIndexOf('.')
  const node = valueAt(raw, place.slice(0, dot))
  if (typeof node === 'object' && node !== null)
    delete (node as Record<string, unknown>)[place.slice(dot + 1)]
}
