import type { GatewayPasswords, TenantNumber, TenantSpec } from '@turnup/domain'
import type { FusionPbxConfig } from './config.ts'
import { refused } from './refused.ts'

const domainForm = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/
const extensionForm = /^\d{2,10}$/

/** What contradicts itself in a number: a sentence for an operator, or nothing. */
export function numberProblem({ number, callingCode, extension }: TenantNumber): string | undefined {
  if (!/^\+[1-9]\d{6,14}$/.test(number)) return `${number} is not an international number.`
  if (!/^[1-9]\d{0,2}$/.test(callingCode) || !number.startsWith(`+${callingCode}`))
    return `${number} does not begin with the calling code ${callingCode}.`
  return extensionForm.test(extension) ? undefined : `${extension} is no extension.`
}

/**
 * Looks at a tenant before anything is written; all of it ends up in XML, SQL or commands of the switch.
 * @throws ProviderError `rejected` GROUP_NOT_ALLOWED or SPEC_INVALID with every problem
 */
export function checkSpec(spec: TenantSpec, passwords: GatewayPasswords, config: FusionPbxConfig): void {
  if (spec.admin.group !== 'admin' && !config.allowSuperadmin) {
    const message =
      'A superadmin would see every tenant of the server, and the settings of FusionPBX do not allow it.'
    throw refused('createTenant', 'GROUP_NOT_ALLOWED', message)
  }
  const problems = [...tenantProblems(spec), ...extensionProblems(spec), ...routeProblems(spec, passwords)]
  if (problems.length > 0) throw refused('createTenant', 'SPEC_INVALID', problems.join(' '))
}

function tenantProblems({ domain, company, timeZone, language, admin }: TenantSpec): string[] {
  const problems: string[] = []
  if (!domainForm.test(domain)) problems.push(`${domain} is not a domain in small letters.`)
  if (company.trim() === '') problems.push('The company has no name.')
  if (!isTimeZone(timeZone)) problems.push(`${timeZone} is no time zone.`)
  if (!/^[a-z]{2}(-[a-z]{2})?$/.test(language))
    problems.push(`${language} is no language as FusionPBX writes it.`)
  if (!/^[\w.@+-]{1,64}$/.test(admin.username)) problems.push(`${admin.username} is no user name.`)
  if (!/^[^\s@]+@[^\s@]+$/.test(admin.email)) problems.push('The admin has no mail address.')
  return problems
}

function extensionProblems({ extensions, maxExtensions, numbers }: TenantSpec): string[] {
  const known = new Set(extensions.map(({ number }) => number))
  const problems: string[] = []
  if (known.size !== extensions.length) problems.push('An extension is there twice.')
  if (extensions.length > maxExtensions)
    problems.push(`${extensions.length} extensions do not fit ${maxExtensions} seats.`)
  for (const { number } of extensions)
    if (!extensionForm.test(number)) problems.push(`${number} is no extension.`)
  if (new Set(numbers.map(({ number }) => number)).size !== numbers.length)
    problems.push('A number is there twice.')
  for (const number of numbers) {
    const problem = numberProblem(number)
    if (problem) problems.push(problem)
    else if (!known.has(number.extension))
      problems.push(`${number.number} rings at ${number.extension}, which is not there.`)
  }
  return problems
}

function routeProblems({ gateways, outboundRoutes }: TenantSpec, passwords: GatewayPasswords): string[] {
  const keys = new Set(gateways.map(({ key }) => key))
  const problems: string[] = []
  if (keys.size !== gateways.length) problems.push('A gateway is there twice.')
  for (const { key, trunk } of gateways) {
    if (!/^[a-z0-9.:-]+$/i.test(trunk.host)) problems.push(`${trunk.host} is no host of a carrier.`)
    if (trunk.registers && !passwords[key]) problems.push(`The gateway ${key} has no password.`)
  }
  if (new Set(outboundRoutes.map(({ key }) => key)).size !== outboundRoutes.length)
    problems.push('An outbound route is there twice.')
  for (const { name, pattern, gatewayKey, prefix } of outboundRoutes) {
    if (!keys.has(gatewayKey))
      problems.push(`The route ${name} leads to the gateway ${gatewayKey}, which is not there.`)
    if (!hasOneGroup(pattern)) problems.push(`The pattern of the route ${name} needs exactly one group.`)
    if (prefix !== undefined && !/^[\d+*#]*$/.test(prefix))
      problems.push(`The prefix of the route ${name} is not dialled digits.`)
  }
  return problems
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined
  } catch {
    return false
  }
}

function hasOneGroup(pattern: string): boolean {
  try {
    return new RegExp(`${pattern}|`).exec('')?.length === 2
  } catch {
    return false
  }
}
