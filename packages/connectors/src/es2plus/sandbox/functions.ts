import { z } from 'zod'
import { withoutPadding } from '../wire.ts'
import type { Profile } from './profile.ts'
import type { ProfileStore } from './profile-store.ts'

/** A function's answer: fields on success, or the subject and reason codes of its refusal. */
export type FunctionResult =
  | { fields: Record<string, string> }
  | { subjectCode: string; reasonCode: string; message: string }

const Iccid = z.string().regex(/^\d{19}[0-9F]?$/i)
const Eid = z.string().regex(/^\d{32}$/)
const MatchingId = z.string().regex(/^[0-9A-Z-]*$/)

const bodies = {
  downloadOrder: z
    .object({ eid: Eid.optional(), iccid: Iccid.optional(), profileType: z.string().optional() })
    .refine((body) => body.iccid !== undefined || body.profileType !== undefined),
  confirmOrder: z.object({
    iccid: Iccid,
    releaseFlag: z.boolean(),
    eid: Eid.optional(),
    matchingId: MatchingId.optional(),
  }),
  cancelOrder: z.object({ iccid: Iccid, finalProfileStatusIndicator: z.enum(['Available', 'Unavailable']) }),
  releaseProfile: z.object({ iccid: Iccid }),
}
export type FunctionName = keyof typeof bodies

export function isFunction(name: string): name is FunctionName {
  return name in bodies
}

const refuse = (subjectCode: string, reasonCode: string, message: string) => ({
  subjectCode,
  reasonCode,
  message,
})
const unknownIccid = refuse('8.2.1', '3.9', 'The profile is unknown')
const wrongState = refuse('8.2.1', '3.3', 'The profile is in the wrong state or in use')
const done = (fields: Record<string, string> = {}): FunctionResult => ({ fields })

function downloadOrder(store: ProfileStore, body: z.infer<typeof bodies.downloadOrder>): FunctionResult {
  const { iccid, profileType = '', eid } = body
  if (iccid === undefined && !store.knowsType(profileType))
    return refuse('8.2.5', '3.9', 'The profile type is unknown')
  const profile = iccid === undefined ? store.pick(profileType) : store.find(withoutPadding(iccid))
  if (!profile)
    return iccid === undefined ? refuse('8.2.5', '3.7', 'No profile of this type is left') : unknownIccid
  const moved = eid ? store.apply(profile, 'link', { eid }) : store.apply(profile, 'allocate')
  return moved ? done({ iccid: profile.iccid }) : wrongState
}

/** A made-up matching id where the operator sends none. */
function ownMatchingId(profile: Profile): string {
  return `S-${Buffer.from(profile.iccid).toString('hex').toUpperCase().slice(-24)}`
}

function confirmOrder(
  store: ProfileStore,
  smdpAddress: string,
  body: z.infer<typeof bodies.confirmOrder>,
): FunctionResult {
  const profile = store.find(withoutPadding(body.iccid))
  if (!profile) return unknownIccid
  const matchingId = body.matchingId || ownMatchingId(profile)
  const holder = store.byMatchingId(matchingId)
  if (holder && holder.iccid !== profile.iccid) return refuse('8.2.6', '3.3', 'The matching id is in use')
  const eid = body.eid ?? profile.eid
  const moved = store.apply(profile, body.releaseFlag ? 'release' : 'confirm', {
    matchingId,
    ...(eid ? { eid } : {}),
  })
  return moved ? done({ matchingId, smdpAddress, ...(eid ? { eid } : {}) }) : wrongState
}

/** Carries out one function of ES2+ on the inventory (SGP.22 section 5.3). */
export function performFunction(
  store: ProfileStore,
  smdpAddress: string,
  name: FunctionName,
  body: unknown,
): FunctionResult {
  const parsed = bodies[name].safeParse(body)
  if (!parsed.success) return refuse('1.6', '2.1', 'A parameter is missing or invalid')
  switch (name) {
    case 'downloadOrder':
      return downloadOrder(store, bodies.downloadOrder.parse(body))
    case 'confirmOrder':
      return confirmOrder(store, smdpAddress, bodies.confirmOrder.parse(body))
    case 'cancelOrder': {
      const { iccid, finalProfileStatusIndicator } = bodies.cancelOrder.parse(body)
      const profile = store.find(withoutPadding(iccid))
      if (!profile) return unknownIccid
      return store.apply(profile, finalProfileStatusIndicator === 'Available' ? 'free' : 'withdraw')
        ? done()
        : wrongState
    }
    case 'releaseProfile': {
      const profile = store.find(withoutPadding(bodies.releaseProfile.parse(body).iccid))
      if (!profile) return unknownIccid
      return profile.state === 'Confirmed' && store.apply(profile, 'release') ? done() : wrongState
    }
  }
}
