import type { ConnectorFieldBody } from '@turnup/contracts'

export interface Section {
  title: string | undefined
  fields: ConnectorFieldBody[]
}

/** Fields under their headings, in the order of the schema; those without one first. */
export function sectionsOf(fields: readonly ConnectorFieldBody[]): Section[] {
  const byTitle = Map.groupBy(fields, ({ section }) => section)
  const sections = [...byTitle].map(([title, under]) => ({ title, fields: under }))
  return sections.toSorted(
    (one, other) => Number(one.title !== undefined) - Number(other.title !== undefined),
  )
}

/** A setting is found by its label, heading, path, or the variable that sets it as well. */
export function matching(fields: readonly ConnectorFieldBody[], wanted: string): ConnectorFieldBody[] {
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean)
  return fields.filter(({ label, section, path, variable, help }) => {
    const text = [label, section, path, variable, help].join(' ').toLowerCase()
    return words.every((word) => text.includes(word))
  })
}
