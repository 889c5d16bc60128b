import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import type { PbxDomainBody, PbxDomainQuery } from '@turnup/contracts'
import { pbxDomainQuery } from '../../api/pbx.ts'

/** So long after the last letter the domain is looked up. */
const pauseMs = 400

export type DomainCheck =
  | { state: 'idle' | 'checking' }
  | { state: 'failed'; error: unknown }
  | { state: 'free' | 'taken' | 'impossible'; body: PbxDomainBody }

/** What can be asked: a company's name, or a domain that somebody typed; undefined while nothing is there. */
export function domainQuestion(company: string, ownDomain: string): PbxDomainQuery | undefined {
  const domain = ownDomain.trim().toLowerCase()
  if (domain !== '') return { domain }
  return company.trim() === '' ? undefined : { company: company.trim() }
}

/** Looks a domain up while it is typed. */
export function useDomainCheck(company: string, ownDomain: string): DomainCheck {
  const [pausedCompany] = useDebouncedValue(company, pauseMs)
  const [pausedDomain] = useDebouncedValue(ownDomain, pauseMs)
  const asked = domainQuestion(pausedCompany, pausedDomain)
  const query = useQuery({ ...pbxDomainQuery(asked ?? {}), enabled: asked !== undefined })
  if (domainQuestion(company, ownDomain) === undefined) return { state: 'idle' }
  const isTyping = pausedCompany !== company || pausedDomain !== ownDomain
  if (isTyping || query.isFetching) return { state: 'checking' }
  if (query.data) return { state: stateOf(query.data), body: query.data }
  return query.isError ? { state: 'failed', error: query.error } : { state: 'checking' }
}

/** Pure. */
export function stateOf({ domain, available }: PbxDomainBody): 'free' | 'taken' | 'impossible' {
  if (available) return 'free'
  return domain === undefined ? 'impossible' : 'taken'
}
