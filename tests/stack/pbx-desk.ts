import type { NumberDialogBody, ProvisioningDetailBody } from '@turnup/contracts'
import type { PbxPhase } from '@turnup/domain'
import type { PbxOrderInHand } from './pbx-checkout.ts'
import type { Answer, ApiClient } from './portal-client.ts'
import { waitFor } from './wait-for.ts'

type Named = Pick<PbxOrderInHand, 'crmOrderId' | 'orderId'>

/** What an operator does with PBX orders at the console. */
export interface Desk {
  api: ApiClient
  /** "Provision". */
  fulfil(order: Named): Promise<Answer>
  read(order: Named): Promise<ProvisioningDetailBody>
  /** Any verb of the provisioning queue; it must be accepted. */
  act(order: Named, verb: string, body?: object): Promise<Answer>
  dialog(order: Named): Promise<NumberDialogBody>
  /** Waits until the queue shows the order in that phase. */
  awaitPhase(order: Named, phase: PbxPhase): Promise<ProvisioningDetailBody>
  /** Waits until the button is there. */
  awaitAction(order: Named, action: string): Promise<ProvisioningDetailBody>
}

export function deskOf(api: ApiClient): Desk {
  const path = ({ orderId }: Named) => `/api/console/provisioning/${orderId}`
  const must = async <Body>(answer: Promise<Answer<Body>>, what: string): Promise<Answer<Body>> => {
    const got = await answer
    if (got.status >= 300) throw new Error(`${what} answered ${got.status}: ${JSON.stringify(got.body)}`)
    return got
  }
  const read = async (order: Named) =>
    (await must(api.request<ProvisioningDetailBody>('GET', path(order)), 'The queue')).body
  async function until(
    order: Named,
    what: string,
    isThere: (detail: ProvisioningDetailBody) => boolean,
  ): Promise<ProvisioningDetailBody> {
    let last: ProvisioningDetailBody | undefined
    return waitFor(what, async () => {
      last = await read(order)
      return isThere(last) && last
    }).catch((cause: unknown) => {
      const { phase, state, error, nextAction, allowedActions } = last ?? {}
      const seen = JSON.stringify({ phase, state, error, nextAction, allowedActions })
      throw new Error(`${what}: it is ${seen}`, { cause })
    })
  }
  return {
    api,
    fulfil: ({ crmOrderId }) =>
      must(api.request('POST', `/api/console/orders/${crmOrderId}/fulfil`), 'Provision'),
    read,
    act: (order, verb, body) => must(api.request('POST', `${path(order)}/${verb}`, body ?? {}), verb),
    dialog: async (order) =>
      (await must(api.request<NumberDialogBody>('GET', `${path(order)}/number`), 'The number dialog')).body,
    awaitPhase: (order, phase) => until(order, `phase ${phase}`, (detail) => detail.phase === phase),
    awaitAction: (order, action) =>
      until(order, `action ${action}`, ({ allowedActions }) => allowedActions.some((one) => one === action)),
  }
}
