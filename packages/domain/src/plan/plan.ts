import type { Json } from '../json.ts'

export type StepKey = string

/** Who must say yes before a step may run. */
export type Gate = {
  kind: 'approval' | 'operator' | 'documents' | 'provider'
  question: string
  dueInMs?: number
  /** Who answers, where it is another person than usual for the kind. */
  keeper?: 'customer' | 'reviewer' | 'operator' | 'provider'
}

/** One outside effect. Its input names everything the action needs and nothing secret. */
export interface Step {
  /** Stable within the order: 'billing.add-order', 'esim.download-order:1.1' (item 1, unit 1). */
  key: StepKey
  action: string
  needs: StepKey[]
  gate?: Gate
  /** Past here: forward repair only. */
  pointOfNoReturn?: true
  /** May hold references to earlier results: {"$result": "billing.add-order", "path": "orderId"}. */
  input: { [name: string]: PlanInput }
}

/** Plain JSON; an object {"$result", "path"} anywhere in it stands for what an earlier step gave. */
export type PlanInput = Json

/** One choice the planner made, in words: shown by dry run and on the order page. */
export interface Explanation {
  subject: string
  decision: string
  because: string
}

export interface Plan {
  version: number
  steps: Step[]
  explanation: Explanation[]
  /** Things that do not stop the plan but that a person should know. */
  warnings: string[]
}

/** Why no plan can be made; each names the line and the mend. */
export interface PlanProblem {
  code: string
  itemId?: string
  message: string
}
