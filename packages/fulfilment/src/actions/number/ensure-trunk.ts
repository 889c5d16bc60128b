import type { SipTrunk } from '@turnup/domain'
import { z } from 'zod'
import { defineAction } from '../../action.ts'
import { carrierOf } from './carrier.ts'

const Input = z.object({ providerId: z.string(), name: z.string() })
/** A trunk without its password. */
export const Trunk = z.object({
  trunkId: z.string(),
  host: z.string(),
  port: z.number().int(),
  transport: z.enum(['udp', 'tcp', 'tls']),
  username: z.string(),
  realm: z.string().nullable(),
  registers: z.boolean(),
})
const Result = z.object({ ref: z.string(), trunk: Trunk })

function resultOf({ realm, ...trunk }: SipTrunk, ref: string): z.infer<typeof Result> {
  return { ref, trunk: Trunk.parse({ ...trunk, realm: realm ?? null }) }
}

/** The trunk at the carrier that the tenant's gateway will use (R182, R183). */
export const ensureTrunk = defineAction<z.infer<typeof Input>, z.infer<typeof Result>>({
  name: 'number.ensure-trunk',
  connector: ({ providerId }) => providerId,
  input: Input,
  result: Result,
  describe: ({ providerId, name }) => `Trunk for ${name} at ${providerId}`,
  repeatable: () => true,
  calls: 3,
  async find({ providerId }, { services, ref }) {
    const trunk = await carrierOf(services, providerId).findTrunk(ref)
    return trunk && resultOf(trunk, ref)
  },
  async apply({ providerId, name }, { services, ref }) {
    return resultOf(await carrierOf(services, providerId).ensureTrunk({ name }, ref), ref)
  },
  undo: (_result, { providerId }, { services, ref }) => carrierOf(services, providerId).removeTrunk(ref),
})
