import { maskIdentifier, ProviderError } from '@turnup/domain'
import { rememberEsimProfile, reserveEsimProfile } from '@turnup/store'
import { z } from 'zod'
import { defineAction, type Effect } from '../action.ts'

const Input = z.object({
  profileType: z.string().min(1),
  allocation: z.enum(['inventory', 'profile-type']),
  iccidSecret: z.string(),
})
type Input = z.infer<typeof Input>
const Result = z.object({ maskedIccid: z.string() })

/**
 * Reserves an eSIM profile at the SM-DP+ (ES2+ downloadOrder). With a profile of our own stock it is safe to repeat;
 * when the SM-DP+ chooses, a lost answer cannot be looked up and a person decides.
 */
export const downloadEsim = defineAction<Input, z.infer<typeof Result>>({
  name: 'esim.download-order',
  role: 'esim',
  input: Input,
  result: Result,
  describe: ({ profileType }) => `eSIM profile ${profileType} ordered`,
  repeatable: ({ allocation }) => allocation === 'inventory',
  parksWhenAbsent: true,
  /** What the SM-DP+ chose can only be found where we noted it when its answer came. */
  async find({ allocation, iccidSecret }, { secrets }) {
    const iccid = allocation === 'profile-type' ? await secrets.get(iccidSecret) : undefined
    return iccid ? { maskedIccid: maskIdentifier(iccid) } : undefined
  },
  async apply(input, effect) {
    const { services, ref } = effect
    const ours = input.allocation === 'inventory' ? await ownProfile(input, effect) : undefined
    const { iccid } = await services.ports.esim.downloadOrder(
      { profileType: input.profileType, ...(ours ? { iccid: ours } : {}) },
      ref,
    )
    if (!ours) await keepChosenProfile(iccid, input, effect)
    // Noted before the call; the answer may spell it without padding.
    else if (iccid !== ours) await effect.secrets.put(input.iccidSecret, iccid)
    return { maskedIccid: maskIdentifier(iccid) }
  },
  async undo(_result, input, effect) {
    const iccid = await effect.secrets.get(input.iccidSecret)
    if (iccid) await effect.services.ports.esim.cancelOrder({ iccid, reusable: true }, effect.ref)
  },
  adoption: {
    entry: z.object({ iccid: z.string().regex(/^\d{18,20}$/, 'must be the 18 to 20 digits of the ICCID') }),
    result: ({ iccid = '' }) => ({ maskedIccid: maskIdentifier(iccid) }),
    seal: ({ iccid = '' }, input, effect) => keepChosenProfile(iccid, input, effect),
  },
})

/** The SM-DP+ chose the profile: its number is sealed, and its digest tells whose progress is reported later. */
async function keepChosenProfile(iccid: string, input: Input, effect: Effect): Promise<void> {
  const { db, vault, clock } = effect.services
  const profile = { profileType: input.profileType, iccid, ref: effect.ref, at: clock.now() }
  await rememberEsimProfile(db, vault, profile)
  await effect.secrets.put(input.iccidSecret, iccid)
}

/** The number is kept before the call, so that taking back finds it whatever happens in between. */
async function ownProfile(input: Input, effect: Effect): Promise<string> {
  const { db, vault, clock, connectorOf } = effect.services
  const iccid = await reserveEsimProfile(db, vault, input.profileType, effect.ref, clock.now())
  if (!iccid) {
    throw new ProviderError('rejected', {
      code: 'ESIM_STOCK_EMPTY',
      connector: connectorOf.esim,
      operation: 'reserve profile',
      message: `No profile of type ${input.profileType} is left in stock. Import more with "turnup esim import", then retry.`,
    })
  }
  await effect.secrets.put(input.iccidSecret, iccid)
  return iccid
}
