import { SalesforceFault } from './salesforce-fault.ts'

export type Token =
  | { kind: 'word'; text: string }
  | { kind: 'text'; value: string }
  | { kind: 'number'; value: number }
  | { kind: 'time'; value: string }
  | { kind: 'symbol'; text: string }

const patterns: [Token['kind'] | 'space', RegExp][] = [
  ['space', /\s+/y],
  ['time', /\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2}))?/y],
  ['number', /[+-]?\d+(\.\d+)?/y],
  ['word', /[A-Za-z][A-Za-z0-9_.]*/y],
  ['text', /'(?:[^'\\\n\r]|\\.)*'/y],
  ['symbol', /!=|<>|<=|>=|[=<>(),]/y],
]

const unescaped: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

export function malformed(detail: string): SalesforceFault {
  return new SalesforceFault('MALFORMED_QUERY', detail)
}

/** @throws SalesforceFault MALFORMED_QUERY at the first character that belongs to no token */
export function soqlTokens(soql: string): Token[] {
  const tokens: Token[] = []
  let position = 0
  next: while (position < soql.length) {
    for (const [kind, pattern] of patterns) {
      pattern.lastIndex = position
      const match = pattern.exec(soql)
      if (!match) continue
      position = pattern.lastIndex
      if (kind !== 'space') tokens.push(tokenOf(kind, match[0]))
      continue next
    }
    throw malformed(`unexpected token: '${soql.slice(position, position + 10)}'`)
  }
  return tokens
}

function tokenOf(kind: Token['kind'], raw: string): Token {
  switch (kind) {
    case 'number':
      return { kind, value: Number(raw) }
    case 'time':
      return { kind, value: raw }
    case 'text':
      return {
        kind,
        value: raw.slice(1, -1).replace(/\\(.)/g, (_all, escaped) => unescaped[escaped] ?? escaped),
      }
    default:
      return { kind, text: raw }
  }
}
