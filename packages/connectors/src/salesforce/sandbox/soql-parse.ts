import { malformed, soqlTokens, type Token } from './soql-tokens.ts'

export type Literal =
  | { type: 'text'; value: string }
  | { type: 'number'; value: number }
  | { type: 'time'; value: string }
  | { type: 'boolean'; value: boolean }
  | { type: 'null' }

export type Condition =
  | { kind: 'and' | 'or'; parts: Condition[] }
  | { kind: 'not'; part: Condition }
  | { kind: 'compare'; path: string; operator: Operator; values: Literal[] }

export type Operator = '=' | '!=' | '<' | '<=' | '>' | '>=' | 'LIKE' | 'IN' | 'NOT IN'

export interface SoqlQuery {
  fields: string[]
  children: SoqlQuery[]
  /** The object, or in a child query the relationship. */
  from: string
  where?: Condition
  orderBy: { path: string; descending: boolean; nullsLast: boolean }[]
  limit?: number
}

const comparisons = new Set(['=', '!=', '<>', '<', '<=', '>', '>='])

/**
 * The part of SOQL that the connector speaks: fields with relationship paths and child queries, WHERE with
 * comparisons, LIKE, IN, AND, OR, NOT and parentheses, ORDER BY and LIMIT.
 * @throws SalesforceFault MALFORMED_QUERY for everything else
 */
export function parseSoql(soql: string): SoqlQuery {
  const tokens = soqlTokens(soql)
  let position = 0

  const peek = (offset = 0): Token | undefined => tokens[position + offset]
  const isWord = (word: string, offset = 0) => {
    const token = peek(offset)
    return token?.kind === 'word' && token.text.toUpperCase() === word
  }
  const isSymbol = (symbol: string, offset = 0) => {
    const token = peek(offset)
    return token?.kind === 'symbol' && token.text === symbol
  }
  const unexpected = () => {
    const token = peek()
    if (!token) return malformed('unexpected end of query')
    return malformed(`unexpected token: ${'text' in token ? token.text : JSON.stringify(token.value)}`)
  }
  const takeWord = (word: string) => isWord(word) && Boolean(++position)
  const takeSymbol = (symbol: string) => isSymbol(symbol) && Boolean(++position)
  const needWord = (word: string) => {
    if (!takeWord(word)) throw unexpected()
  }
  const needSymbol = (symbol: string) => {
    if (!takeSymbol(symbol)) throw unexpected()
  }
  const name = (): string => {
    const token = peek()
    if (token?.kind !== 'word') throw unexpected()
    position += 1
    return token.text
  }

  function query(): SoqlQuery {
    needWord('SELECT')
    const parsed: SoqlQuery = { fields: [], children: [], from: '', orderBy: [] }
    do {
      if (takeSymbol('(')) {
        parsed.children.push(query())
        needSymbol(')')
      } else parsed.fields.push(name())
    } while (takeSymbol(','))
    needWord('FROM')
    parsed.from = name()
    if (takeWord('WHERE')) parsed.where = condition()
    if (takeWord('ORDER')) {
      needWord('BY')
      do parsed.orderBy.push(orderTerm())
      while (takeSymbol(','))
    }
    if (takeWord('LIMIT')) {
      const token = peek()
      if (token?.kind !== 'number' || !Number.isInteger(token.value) || token.value < 0) throw unexpected()
      position += 1
      parsed.limit = token.value
    }
    return parsed
  }

  function orderTerm(): SoqlQuery['orderBy'][number] {
    const path = name()
    const descending = takeWord('DESC') || (takeWord('ASC') && false)
    let nullsLast = false
    if (takeWord('NULLS')) {
      nullsLast = takeWord('LAST')
      if (!nullsLast) needWord('FIRST')
    }
    return { path, descending, nullsLast }
  }

  /** AND and OR side by side need parentheses in SOQL. */
  function condition(): Condition {
    const first = term()
    const joint = isWord('AND') ? 'and' : isWord('OR') ? 'or' : undefined
    if (!joint) return first
    const parts = [first]
    while (takeWord(joint.toUpperCase())) parts.push(term())
    if (isWord('AND') || isWord('OR')) throw unexpected()
    return { kind: joint, parts }
  }

  function term(): Condition {
    if (takeWord('NOT')) return { kind: 'not', part: term() }
    if (takeSymbol('(')) {
      const inner = condition()
      needSymbol(')')
      return inner
    }
    const path = name()
    const operator = comparison()
    if (operator !== 'IN' && operator !== 'NOT IN')
      return { kind: 'compare', path, operator, values: [literal()] }
    needSymbol('(')
    const values = [literal()]
    while (takeSymbol(',')) values.push(literal())
    needSymbol(')')
    return { kind: 'compare', path, operator, values }
  }

  function comparison(): Operator {
    if (takeWord('LIKE')) return 'LIKE'
    if (takeWord('IN')) return 'IN'
    if (isWord('NOT') && isWord('IN', 1)) {
      position += 2
      return 'NOT IN'
    }
    const token = peek()
    if (token?.kind !== 'symbol' || !comparisons.has(token.text)) throw unexpected()
    position += 1
    return token.text === '<>' ? '!=' : (token.text as Operator)
  }

  function literal(): Literal {
    const token = peek()
    const word = token?.kind === 'word' ? token.text.toUpperCase() : undefined
    if (!token || token.kind === 'symbol' || (word && !['TRUE', 'FALSE', 'NULL'].includes(word)))
      throw unexpected()
    position += 1
    if (token.kind === 'word')
      return word === 'NULL' ? { type: 'null' } : { type: 'boolean', value: word === 'TRUE' }
    if (token.kind === 'text') return { type: 'text', value: token.value }
    if (token.kind === 'number') return { type: 'number', value: token.value }
    return { type: 'time', value: token.value }
  }

  const parsed = query()
  if (position < tokens.length) throw unexpected()
  return parsed
}
