import type { PbxDetails, PbxRegistration } from '../voice/pbx-details.ts'
import { pbxKeys } from '../voice/phases.ts'
import type { Gate, PlanInput, Step, StepKey } from './plan.ts'

function fromResult(step: StepKey, path: string): PlanInput {
  return { $result: step, path }
}

/** Keys of the steps that carry papers of one sort. */
export function uploadPapersKey(of: string): StepKey {
  return `registration.upload-papers:${of}`
}
export function createProofKey(of: string): StepKey {
  return `registration.create-proof:${of}`
}

const portalGate: Gate = {
  kind: 'documents',
  keeper: 'operator',
  question: "Are the papers uploaded in the carrier's portal?",
}
const papersGate: Gate = {
  kind: 'documents',
  keeper: 'operator',
  question: 'Are the papers of this order complete?',
}

/**
 * Identity, address, papers and the carrier's own check, in one line (R186 to R188). Personal data is in none of the
 * inputs: the actions read it sealed. The last step is `registration.validate`.
 */
export function registrationSteps(pbx: PbxDetails, registration: PbxRegistration, after: StepKey[]): Step[] {
  const common = { providerId: pbx.number.providerId, round: 1 }
  const { party } = registration
  const isByHand = registration.route === 'portal-upload'
  const papers = isByHand ? [] : paperSteps(common, registration)
  return [
    {
      key: pbxKeys.createIdentity,
      action: pbxKeys.createIdentity,
      needs: after,
      input: { ...common, party },
    },
    {
      key: pbxKeys.createAddress,
      action: pbxKeys.createAddress,
      needs: [pbxKeys.createIdentity],
      input: { ...common, identityId: fromResult(pbxKeys.createIdentity, 'identityId') },
    },
    ...papers,
    {
      key: pbxKeys.validate,
      action: pbxKeys.validate,
      needs: papers.length > 0 ? papers.slice(-1).map((step) => step.key) : [pbxKeys.createAddress],
      ...(isByHand ? { gate: portalGate } : {}),
      input: {
        ...common,
        requirementId: registration.requirementId,
        identityId: fromResult(pbxKeys.createIdentity, 'identityId'),
        addressId: fromResult(pbxKeys.createAddress, 'addressId'),
      },
    },
  ]
}

/** One after another, so that what is refused is refused before more personal papers leave us. */
function paperSteps(
  common: { providerId: string; round: number },
  { proofs, party }: PbxRegistration,
): Step[] {
  const needed = proofs.filter((proof) => proof.of !== 'business' || party === 'business')
  const steps: Step[] = [
    {
      key: pbxKeys.checkPapers,
      action: pbxKeys.checkPapers,
      needs: [pbxKeys.createAddress],
      gate: papersGate,
      input: { round: 1, proofs: needed.map(({ of, quantity }) => ({ of, quantity })) },
    },
  ]
  for (const { of } of needed) {
    const upload = uploadPapersKey(of)
    const whose: PlanInput =
      of === 'address'
        ? { addressId: fromResult(pbxKeys.createAddress, 'addressId') }
        : { identityId: fromResult(pbxKeys.createIdentity, 'identityId') }
    steps.push(
      {
        key: upload,
        action: 'registration.upload-papers',
        needs: steps.slice(-1).map((step) => step.key),
        input: { ...common, of },
      },
      {
        key: createProofKey(of),
        action: 'registration.create-proof',
        needs: [upload],
        input: { ...common, of: whose, papers: fromResult(upload, 'papers') },
      },
    )
  }
  return steps
}
