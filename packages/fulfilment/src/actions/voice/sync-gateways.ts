import type { GatewayStatus } from '@turnup/domain'
import { z } from 'zod'
import { defineAction } from '../../action.ts'
import { waitForMachine } from '../../wait.ts'

const Input = z.object({ tenantId: z.string() })
const Result = z.object({
  gateways: z.array(z.object({ gatewayId: z.string(), name: z.string(), status: z.string() })),
})

/** A gateway that need not register is well as soon as the switch has loaded it. */
function isWell({ status }: GatewayStatus): boolean {
  return status === 'registered' || status === 'not-registering'
}

/** Makes the tenant live and waits until its gateways are registered; what was a button before (R207). */
export const syncGateways = defineAction<z.infer<typeof Input>, z.infer<typeof Result>>({
  name: 'voice.sync-gateways',
  role: 'voice',
  input: Input,
  result: Result,
  describe: () => 'Gateway loaded and registered',
  repeatable: () => true,
  calls: 2,
  async apply({ tenantId }, effect) {
    const gateways = await effect.services.ports.voice.syncTenant(tenantId)
    const late = gateways.find((gateway) => !isWell(gateway))
    if (gateways.length > 0 && !late) {
      return { gateways: gateways.map(({ gatewayId, name, status }) => ({ gatewayId, name, status })) }
    }
    const state = late ? `is ${late.status}${late.detail ? ` (${late.detail})` : ''}` : 'is not there yet'
    return waitForMachine(effect, `The gateway ${late?.name ?? 'of the tenant'} ${state}.`)
  },
})
