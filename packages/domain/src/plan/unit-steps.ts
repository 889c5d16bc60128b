import type { Policy } from '../policy.ts'
import type { Step, StepKey } from './plan.ts'
import type { FlowName, OrderUnit } from './plan-request.ts'

/** The steps that bring one unit to life before it is billed. The last one is what billing waits for. */
export type UnitSteps = (unit: OrderUnit, after: StepKey[], policy: Policy) => Step[]

/** Where the full ICCID of a unit is kept, sealed, while the order needs it (R110). */
export function iccidSecret(unitId: string): string {
  return `iccid:${unitId}`
}

/** Where the activation code of a unit is kept, sealed, until the eSIM is on a device (R110). */
export function activationCodeSecret(unitId: string): string {
  return `activation-code:${unitId}`
}

export function lineStepKey(unitId: string): StepKey {
  return `line.activate:${unitId}`
}

function lineStep(unit: OrderUnit, needs: StepKey[]): Step {
  return {
    key: lineStepKey(unit.id),
    action: 'line.activate',
    needs,
    input: { iccidSecret: iccidSecret(unit.id), plan: unit.item.sku },
  }
}

const noUnitSteps: UnitSteps = () => []

/** GSMA ES2+: reserve a profile, confirm and release it; then the subscriber side (external-systems h). */
const esimUnitSteps: UnitSteps = (unit, after, policy) => {
  const download = `esim.download-order:${unit.id}`
  const confirm = `esim.confirm-order:${unit.id}`
  return [
    {
      key: download,
      action: 'esim.download-order',
      needs: after,
      input: {
        profileType: String(unit.item.esimSettings?.profileType ?? ''),
        allocation: policy.esimAllocation,
        iccidSecret: iccidSecret(unit.id),
      },
    },
    {
      key: confirm,
      action: 'esim.confirm-order',
      needs: [download],
      input: { iccidSecret: iccidSecret(unit.id), activationCodeSecret: activationCodeSecret(unit.id) },
    },
    lineStep(unit, [confirm]),
  ]
}

const simUnitSteps: UnitSteps = (unit, after) => [lineStep(unit, after)]

export const unitStepsByFlow: Record<FlowName, UnitSteps> = {
  internet: noUnitSteps,
  vpn: noUnitSteps,
  'billing-only': noUnitSteps,
  // One tenant and one number for the whole order: see `pbxSteps`.
  pbx: noUnitSteps,
  number: noUnitSteps,
  'pbx-feature': noUnitSteps,
  sim: simUnitSteps,
  esim: esimUnitSteps,
}
