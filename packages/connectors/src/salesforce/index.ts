import type { ConnectorDeps, Crm } from '@turnup/domain'
import { accountVerbs } from './accounts.ts'
import { caseVerbs } from './cases.ts'
import { catalogueVerbs } from './catalogue.ts'
import { checkSalesforce } from './check.ts'
import { createSalesforceClient } from './client.ts'
import { SalesforceConfig, settingsOf } from './config.ts'
import { opportunityVerbs } from './opportunities.ts'
import { orderVerbs } from './orders.ts'
import { createSessionSource, type SessionSource } from './session.ts'

export { SalesforceConfig } from './config.ts'
export { isSalesforceId, sameSalesforceId } from './salesforce-id.ts'
export { createSessionSource, type Session, type SessionSource } from './session.ts'

/**
 * Salesforce as the CRM over its REST API (R020). `sessions` may be shared with the Pub/Sub subscriber, so that both
 * live on one login.
 */
export function createSalesforceCrm(
  config: SalesforceConfig,
  deps: ConnectorDeps,
  sessions: SessionSource = createSessionSource(config, deps),
): Crm {
  const settings = settingsOf(config)
  const client = createSalesforceClient(settings, deps, sessions)
  const context = { client, settings }
  const catalogue = catalogueVerbs(context, deps)
  return {
    ...accountVerbs(context),
    ...caseVerbs(context),
    ...opportunityVerbs(context),
    ...orderVerbs(context, catalogue),
    readCatalogue: () => catalogue.readCatalogue(),
    apiUsage: () => client.apiUsage(),
    check: () => checkSalesforce(context, catalogue, sessions),
  }
}

export const manifest = { id: 'salesforce', role: 'crm', Config: SalesforceConfig } as const
