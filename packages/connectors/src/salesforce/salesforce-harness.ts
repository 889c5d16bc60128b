import type { z } from 'zod'
import type { CrmHarness, CrmPart } from '../contract/crm-contract.ts'
import { recordingDeps, serveSandbox } from '../contract/serve-sandbox.ts'
import { demoAccounts } from '../sandbox-kit/index.ts'
import { createSalesforceCrm, SalesforceConfig } from './index.ts'
import {
  createSalesforceSandbox,
  type SalesforceSandbox,
  type SalesforceSandboxOptions,
} from './sandbox/index.ts'

export interface SalesforceHarness extends CrmHarness {
  org: SalesforceSandbox
  served: Awaited<ReturnType<typeof serveSandbox>>
  config: SalesforceConfig
}

const operations: Record<CrmPart, string> = {
  'create-order': 'POST /composite',
  'report-order': 'POST /composite',
  'open-case': 'POST /sobjects/Case',
  'create-opportunity': 'POST /sobjects/Opportunity',
  read: 'query',
}
const tables = { orders: 'Order', cases: 'Case', opportunities: 'Opportunity' }

/** The connector against its sandbox over real HTTP. */
export async function startSalesforce(
  options: SalesforceSandboxOptions = {},
  settings: Partial<z.input<typeof SalesforceConfig>> = {},
): Promise<SalesforceHarness> {
  let org: SalesforceSandbox | undefined
  const served = await serveSandbox((context) => {
    org = createSalesforceSandbox(context, options)
    return org
  })
  const sandbox = org!
  const { clientId, username, privateKey } = sandbox.demoCredentials()
  const config = SalesforceConfig.parse({
    loginUrl: `${served.origin}/salesforce`,
    clientId,
    username,
    privateKey,
    lockRetryMs: 1,
    fieldProfile: options.profile,
    ...settings,
  })
  const deps = recordingDeps()
  let spare = 2_000
  const { customerNumber, email } = demoAccounts[0]!
  return {
    crm: createSalesforceCrm(config, deps),
    org: sandbox,
    served,
    config,
    exchanges: deps.exchanges,
    sandbox: {
      ...sandbox,
      knownCustomer: { customerNumber, email },
      spareCustomer: () => `C-${spare++}`,
      breakNext: (part, fault) =>
        served.context.faults.add({ system: 'salesforce', operation: operations[part], count: 1, ...fault }),
      count: (what, ref) =>
        sandbox.listRecords(tables[what]).filter((record) => record.Portal_Reference__c === ref).length,
    },
    stop: () => served.close(),
  }
}
