import { isSalesforceId } from './salesforce-id.ts'

const escapes: Record<string, string> = { '\\': '\\\\', "'": "\\'", '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** A text literal. Nothing from outside enters a query in another way than this, `soqlId` or `soqlNumber`. */
export function soqlText(text: string): string {
  return `'${text.replace(/[\\'\n\r\t]/g, (character) => escapes[character] ?? character)}'`
}

/**
 * An id literal.
 * @throws RangeError when the text is not a record id; callers test with `isSalesforceId` where it may come from outside
 */
export function soqlId(id: string): string {
  if (!isSalesforceId(id)) throw new RangeError('Not a Salesforce record id')
  return `'${id}'`
}

/** A literal for a field that is a number in one org and a text in another (X03); undefined when it cannot match. */
export function soqlByType(value: string, type: 'number' | 'text'): string | undefined {
  if (type === 'text') return soqlText(value)
  return /^\d{1,15}$/.test(value) ? value : undefined
}

/** A list of text literals for IN. */
export function soqlTexts(texts: readonly string[]): string {
  return `(${texts.map(soqlText).join(', ')})`
}
