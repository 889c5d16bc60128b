import type { ProvisioningDetailBody, UploadPaperBody } from '@turnup/contracts'
import { capeTownPerson, type PbxOrderInHand } from './pbx-checkout.ts'
import type { Desk } from './pbx-desk.ts'
import type { Stack } from './start-stack.ts'

/** The head of a PNG and a text that would be found wherever the paper stood in clear. */
export const paperText = 'passport-of-thandiwe-in-clear'
export const paperFile = Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  Buffer.from(paperText),
])

type Registration = NonNullable<ProvisioningDetailBody['registration']>

export function registrationOf({ registration }: ProvisioningDetailBody): Registration {
  if (!registration) throw new Error('The order has no registration')
  return registration
}

/** One paper of a sort, as an operator types it off; `more` is what is wrong about it. */
export function paperOf(
  registration: Registration,
  of: 'identity' | 'address',
  today: Date,
  more: object = {},
) {
  const accepted = registration.proofs.find((proof) => proof.of === of)?.accepted ?? []
  const { firstName, lastName, street, postalCode, city } = capeTownPerson
  return {
    of,
    proofTypeId: accepted[0]?.proofTypeId,
    fileName: `${of}.png`,
    contentBase64: paperFile.toString('base64'),
    nameOnPaper: `${firstName} ${lastName}`,
    isLegible: true,
    ...(of === 'address'
      ? { issuedOn: today.toISOString().slice(0, 10), addressOnPaper: `${street}, ${postalCode} ${city}` }
      : {}),
    ...more,
  }
}

export async function uploadPaper(
  desk: Desk,
  order: PbxOrderInHand,
  paper: object,
): Promise<UploadPaperBody> {
  return (await desk.act(order, 'papers', paper)).body as unknown as UploadPaperBody
}

/** All papers that the carrier asks for, and the word that they are complete. */
export async function uploadAllPapers(
  stack: Stack,
  desk: Desk,
  order: PbxOrderInHand,
  more: object = {},
): Promise<void> {
  const registration = registrationOf(await desk.read(order))
  for (const { of, quantity } of registration.proofs) {
    if (of === 'business') continue
    for (let index = 0; index < quantity; index += 1) {
      const { problems } = await uploadPaper(desk, order, paperOf(registration, of, stack.clock.now(), more))
      if (problems.length > 0) throw new Error(`The paper has problems: ${JSON.stringify(problems)}`)
    }
  }
  await desk.act(order, 'documents-uploaded')
}

/** A person uploads the papers in the carrier's own portal. */
export async function uploadInPortal(
  stack: Pick<Stack, 'sandbox'>,
  { orderId }: Pick<PbxOrderInHand, 'orderId'>,
): Promise<void> {
  const identities = stack.sandbox.systems.didww
    .list('identities')
    .filter(({ attributes }) => String(attributes.external_reference_id).startsWith(orderId))
  for (const { id } of identities) {
    const answer = await fetch(`${stack.sandbox.url}/didww/page/papers`, {
      method: 'POST',
      body: new URLSearchParams({ id }),
      redirect: 'manual',
    })
    if (answer.status !== 303) throw new Error(`The carrier's portal answered ${answer.status}`)
  }
}

/** The last verification that was asked for the order. */
export function verificationOf(stack: Stack, { orderId }: PbxOrderInHand) {
  const own = stack.sandbox.systems.didww
    .list('address_verifications')
    .filter(({ attributes }) => String(attributes.external_reference_id).startsWith(orderId))
  const last = own.at(-1)
  if (!last) throw new Error('There is no verification')
  return last
}

/** "Place Order" with what was chosen at checkout, once it is due. */
export async function placeChosenNumber(desk: Desk, order: PbxOrderInHand): Promise<void> {
  await desk.awaitAction(order, 'place-number-order')
  const { original } = await desk.dialog(order)
  if (!original.offer) throw new Error('The number is gone')
  await desk.act(order, 'number', { offerId: original.offer.offerId, planId: original.chosenPlanId })
}
