/** One label of a host name: letters, digits and inner hyphens, at most 63 (RFC 1035, RFC 5891 for the ban of "--" in 3rd and 4th place). */
const label = /^(?!..--)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/
/** Names that a provider's own hosts have, or that a customer could pass themselves off with. */
const reserved = new Set([
  'www',
  'mail',
  'admin',
  'api',
  'sip',
  'pbx',
  'ns1',
  'ns2',
  'ftp',
  'smtp',
  'autodiscover',
  'localhost',
])
const mostLetters = 40

/** The label that a company's name makes: 'Acme Corp. & Söhne' → 'acme-corp-soehne'; empty when nothing is left of it. */
export function labelFromCompany(company: string): string {
  return company
    .toLowerCase()
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('æ', 'ae')
    .replaceAll('ł', 'l')
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f'’.]/g, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, mostLetters)
    .replaceAll(/^-+|-+$/g, '')
}

/**
 * The tenant's full domain from what a person typed: a label ('acme') or the whole ('Acme.pbx.example.com.').
 * @returns undefined when it is no label right under the base domain
 */
export function tenantDomain(typed: string, baseDomain: string): string | undefined {
  const base = baseDomain.toLowerCase()
  const text = typed.trim().toLowerCase().replace(/\.$/, '')
  const name = text.endsWith(`.${base}`) ? text.slice(0, -base.length - 1) : text
  if (!label.test(name) || reserved.has(name)) return undefined
  const domain = `${name}.${base}`
  return domain.length <= 253 ? domain : undefined
}

/** Other labels for a company whose first choice is taken, most natural first. */
export function otherLabels(taken: string): string[] {
  const stem = taken.slice(0, mostLetters)
  return ['pbx', 'phone', 'tel', 'voice', '2', '3', '4', '5'].map((word) => `${stem}-${word}`)
}
