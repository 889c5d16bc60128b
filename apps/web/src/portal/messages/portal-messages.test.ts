import { expect, test } from 'vitest'
import en from './en/index.ts'
import es from './es/index.ts'

/** Names of the values and of the parts that a page fills in: {name}, {count, plural, …}, <mail>. */
function filledIn(text: string): string[] {
  const names = new Set([...text.matchAll(/<(\w+)>/g)].map(([, part]) => part ?? ''))
  let depth = 0
  for (const [found, name] of text.matchAll(/\{\s*(\w*)|\}/g)) {
    // In text a brace opens a value; in a value it opens one of its texts.
    if (found !== '}' && depth % 2 === 0) names.add(name ?? '')
    depth += found === '}' ? -1 : 1
  }
  return [...names].sort()
}

const areas = Object.keys(en) as (keyof typeof en)[]

test.each(areas)('the Spanish of "%s" says everything, with the same values as the English', (area) => {
  const english: Record<string, string> = en[area]
  const spanish: Record<string, string> = es[area]
  expect(Object.keys(spanish).sort()).toEqual(Object.keys(english).sort())
  for (const [key, text] of Object.entries(english)) {
    expect(spanish[key]?.trim(), key).toBeTruthy()
    expect(filledIn(spanish[key] ?? ''), key).toEqual(filledIn(text))
  }
})
