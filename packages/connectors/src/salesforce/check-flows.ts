import { type CheckResult, ProviderError } from '@turnup/domain'
import { flagAt, textAt } from './record.ts'
import type { VerbContext } from './verbs.ts'

/** The pair that the salesforce folder deploys: one marks before the save, one publishes after it, none loops. */
const shipped = { mark: 'Turnup_Order_Mark_Activating', publish: 'Turnup_Order_Request_Provisioning' }

/**
 * The flows on Order (X07). A flow that listens to "Activating" and also writes it, as document 2 draws it, may run
 * twice for one approval; and a connector that writes "Activating" starts it anew.
 */
export async function checkFlows({ client, settings }: VerbContext): Promise<CheckResult[]> {
  const id = 'salesforce.flows'
  try {
    const flows = await client.query(
      'SELECT ApiName, TriggerType, TriggerObjectOrEventLabel, IsActive FROM FlowDefinitionView WHERE IsActive = true',
    )
    const names = flows
      .filter((flow) => flagAt(flow, 'IsActive') && textAt(flow, 'TriggerObjectOrEventLabel') === 'Order')
      .filter((flow) => textAt(flow, 'TriggerType')?.startsWith('Record'))
      .flatMap((flow) => textAt(flow, 'ApiName') ?? [])
    return [...loops(names, settings.writeActivating), ...publisher(names, settings.fieldProfile)]
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    return [
      {
        id,
        level: 'warning',
        what: `The flows on Order cannot be seen (${error.code})`,
        mend: 'Grant the integration user "View Setup and Configuration", or look yourself that one flow asks for provisioning and that none writes the status it listens to.',
      },
    ]
  }
}

function loops(names: string[], writesActivating: boolean): CheckResult[] {
  const foreign = names.filter((name) => name !== shipped.mark && name !== shipped.publish)
  const results: CheckResult[] = foreign.map((name) => ({
    id: `salesforce.flows.${name}`,
    level: 'warning',
    what: `The flow ${name} runs on Order; where it listens to the status that it also writes, one approval publishes two events`,
    mend: `Let a before-save flow write the status and an after-save flow publish the event, as ${shipped.mark} and ${shipped.publish} do. Doubled requests are dropped, so nothing is provisioned twice meanwhile.`,
  }))
  if (writesActivating && names.length > 0) {
    results.push({
      id: 'salesforce.flows.loop',
      level: 'warning',
      what: 'Turnup writes "Activating" to orders, and flows on Order may listen to that: each fulfilment asks for itself again',
      mend: 'Set writeActivating to false, or take the entry condition on "Activating" out of the flow.',
    })
  }
  return results
}

function publisher(names: string[], profile: string): CheckResult[] {
  if (names.length > 0) {
    return [{ id: 'salesforce.flows', level: 'ok', what: `Active flows on Order: ${names.join(', ')}` }]
  }
  // In the webhook profile a person presses the button (X19).
  if (profile === 'webhook-v1')
    return [{ id: 'salesforce.flows', level: 'ok', what: 'No flow runs on Order' }]
  return [
    {
      id: 'salesforce.flows',
      level: 'warning',
      what: 'No active flow on Order asks for provisioning when an order is approved; only the sweep will find it',
      mend: `Deploy and activate ${shipped.mark} and ${shipped.publish} from the salesforce folder.`,
    },
  ]
}
