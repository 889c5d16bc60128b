import { type CheckResult, ProviderError } from '@turnup/domain'
import type { Catalogue } from './catalogue.ts'
import { type Expectation, expectations } from './check-expectations.ts'
import { checkFlows } from './check-flows.ts'
import type { SessionSource } from './session.ts'
import type { VerbContext } from './verbs.ts'
import type { Describe } from './wire.ts'

/** The share of the day's API requests below which doctor warns (R101). */
const lowAllowance = 0.1

/**
 * What doctor needs to know of an org (R127 to R131): login, every object and field with its type, words and
 * permissions, the pricebook, products that cannot be read, the request allowance and the flows on Order.
 */
export async function checkSalesforce(
  context: VerbContext,
  catalogue: Catalogue,
  sessions: SessionSource,
): Promise<CheckResult[]> {
  const login = await attempt('login', 'Login with the connected app', loginMend, async () => {
    const { instanceUrl } = await sessions.current()
    return [{ id: 'salesforce.login', level: 'ok', what: `Logged in; the org is at ${instanceUrl}` }]
  })
  if (login.some(({ level }) => level === 'failure')) return login
  const objects: CheckResult[] = []
  for (const expectation of expectations(context.settings)) {
    objects.push(
      ...(await attempt(expectation.object, `Description of ${expectation.object}`, '', async () => {
        return compare(expectation, await context.client.describe(expectation.object))
      })),
    )
  }
  return [
    ...login,
    ...objects,
    ...(await attempt('catalogue', 'The portal pricebook', pricebookMend, () =>
      checkCatalogue(context, catalogue),
    )),
    ...(await attempt('limits', 'The allowance of API requests', '', () => checkLimits(context))),
    ...(await checkFlows(context)),
  ]
}

const loginMend =
  'Compare client id, username and login URL with the connected app; its certificate must belong to the private ' +
  'key, and the integration user must be pre-authorized for it.'
const pricebookMend = 'Set pricebookId, or pricebookName to the name of an active pricebook.'

/** A failed call is a finding, not the end of the examination. */
async function attempt(
  id: string,
  what: string,
  mend: string,
  examine: () => Promise<CheckResult[]>,
): Promise<CheckResult[]> {
  try {
    return await examine()
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    const told = mend || 'Grant the integration user access with the permission set, or try again later.'
    return [{ id: `salesforce.${id}`, level: 'failure', what: `${what}: ${error.message}`, mend: told }]
  }
}

function compare(expectation: Expectation, described: Describe | undefined): CheckResult[] {
  const { object, fields, permissions } = expectation
  const prefix = `salesforce.${object}`
  const results: CheckResult[] = []
  const find = (id: string, level: 'warning' | 'failure', what: string, mend: string) =>
    results.push({ id: `${prefix}.${id}`, level, what, mend })
  if (!described) {
    find(
      'missing',
      expectation.level,
      `${object} does not exist, or the integration user may not see it`,
      deployMend,
    )
    return results
  }
  for (const [permission, has] of [
    ['create', described.createable],
    ['read', described.queryable],
    ['update', described.updateable],
  ] as const) {
    if (permissions.includes(permission) && !has) {
      find(
        `may-${permission}`,
        'failure',
        `The integration user may not ${permission} ${object}`,
        permissionMend,
      )
    }
  }
  for (const expected of fields) {
    const field = described.fields.find(({ name }) => name.toLowerCase() === expected.name.toLowerCase())
    const name = `${object}.${expected.name}`
    if (!field) {
      const mend = `Create the field, give the integration user access to it, or set ${expected.setting} to the name used in this org.`
      find(expected.name, expected.level ?? 'failure', `${name} is missing or hidden`, mend)
      continue
    }
    if (expected.types && !expected.types.includes(field.type)) {
      const mend = `Make it one of ${expected.types.join(', ')}, or change ${expected.setting}.`
      find(expected.name, 'failure', `${name} is of type ${field.type}`, mend)
    }
    if (expected.writable && !field.updateable) {
      find(expected.name, 'failure', `${name} cannot be written`, permissionMend)
    }
    if (expected.unique && !(field.unique && field.externalId)) {
      const mend = 'Mark the field as External ID and Unique: it is what makes a repeated create harmless.'
      find(expected.name, 'failure', `${name} is not a unique external id`, mend)
    }
    const words = new Set(field.picklistValues.filter(({ active }) => active).map(({ value }) => value))
    const lacking = words.size === 0 ? [] : (expected.words ?? []).filter((word) => !words.has(word))
    if (lacking.length > 0) {
      const level = field.restrictedPicklist ? 'failure' : 'warning'
      const mend = `Add the values, or change the spelling under fields.words.`
      find(`${expected.name}.words`, level, `${name} lacks ${lacking.join(', ')}`, mend)
    }
  }
  if (results.length === 0)
    results.push({ id: prefix, level: 'ok', what: `${object}: fields and permissions are there` })
  return results
}

const deployMend =
  'Deploy the source in the salesforce folder and assign the permission set "Turnup Integration".'
const permissionMend =
  'Assign the permission set "Turnup Integration", or grant the permission in the profile.'

async function checkCatalogue({ settings }: VerbContext, catalogue: Catalogue): Promise<CheckResult[]> {
  const offerings = await catalogue.readCatalogue()
  const unmapped = offerings.filter(({ sellable, billingProductId }) => sellable && !billingProductId)
  const results: CheckResult[] = unmapped.map(({ sku }) => ({
    id: `salesforce.product.${sku}.unmapped`,
    level: 'warning',
    what: `The product ${sku} is sold in the portal but has no ${settings.fieldMap.product.billingProductId}`,
    mend: 'Enter the billing product id on the product, or take it out of the portal catalogue.',
  }))
  for (const { sku, doubts = [] } of offerings) {
    if (doubts.length === 0) continue
    results.push({
      id: `salesforce.product.${sku}.doubtful`,
      level: 'warning',
      what: `The product ${sku}: ${doubts.join(' ')}`,
      mend: 'Make the fields of the product say the same, in words that are known.',
    })
  }
  const unreadable = await catalogue.unreadableProducts()
  for (const { sku, fields } of unreadable) {
    results.push({
      id: `salesforce.product.${sku}.unreadable`,
      level: 'failure',
      what: `The product ${sku} cannot be sold: ${fields.join(' and ')} cannot be read`,
      mend: 'Correct the JSON in the named field.',
    })
  }
  const what = `${offerings.length} products have a price in the portal pricebook`
  const level = offerings.length > 0 ? 'ok' : 'warning'
  const mend = 'Add products with active prices to the portal pricebook.'
  return [{ id: 'salesforce.catalogue', level, what, ...(level === 'ok' ? {} : { mend }) }, ...results]
}

async function checkLimits({ client }: VerbContext): Promise<CheckResult[]> {
  const { Max, Remaining } = (await client.limits()).DailyApiRequests
  const what = `${Remaining} of ${Max} API requests of the day are left`
  if (Remaining >= Max * lowAllowance) return [{ id: 'salesforce.limits', level: 'ok', what }]
  const mend = 'Buy more API requests, or find out with the API usage report what else uses them up.'
  return [{ id: 'salesforce.limits', level: 'warning', what, mend }]
}
