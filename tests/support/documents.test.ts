import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
const pages = readdirSync(path.join(root, 'docs'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.md'))
  .map((file) => path.join('docs', file))

test.each(pages)('every link of %s leads somewhere', (page) => {
  const links = [...read(page).matchAll(/\]\(([^)#]+)[^)]*\)/g)].map(([, target = '']) => target)
  const dead = links.filter((link) => !link.includes(':') && !existsSync(path.join(root, page, '..', link)))
  expect(dead).toEqual([])
})

describe('docs/requirements.md', () => {
  const text = read('docs/requirements.md')
  const rows = [...text.matchAll(/^\| ([RX]\d+) \|/gm)].map(([, no = '']) => no)

  test('has each requirement of this part once, in order', () => {
    const numbers = (letter: string, from: number, to: number) =>
      Array.from(
        { length: to - from + 1 },
        (_, index) => letter + String(from + index).padStart(letter === 'R' ? 3 : 2, '0'),
      )
    expect(rows).toEqual([...numbers('R', 1, 209), ...numbers('X', 1, 32), ...numbers('X', 43, 46)])
  })

  test('names only files that are there', () => {
    const short: Record<string, string> = {
      server: 'apps/server/src',
      cli: 'apps/cli/src',
      sandbox: 'apps/sandbox/src',
      crm: 'packages/connectors/src/salesforce',
    }
    for (const name of [
      'domain',
      'contracts',
      'use-cases',
      'fulfilment',
      'connectors',
      'mail-templates',
      'store',
    ])
      short[name] = `packages/${name}/src`
    const roots = new Set([...Object.keys(short), 'apps', 'docs', 'packages', 'salesforce', 'tests'])
    const named = [...text.matchAll(/`([\w.-]+\/[\w./-]*)`/g)].map(([, file = '']) => file)
    const missing = named
      .filter((file) => roots.has(file.split('/')[0] ?? ''))
      .filter((file) => {
        const [first = '', ...rest] = file.split('/')
        return !existsSync(path.join(root, short[first] ?? first, ...rest))
      })
    expect(missing).toEqual([])
    expect(named.length).toBeGreaterThan(200)
  })
})
