import { z } from 'zod'
import { defineAction } from '../action.ts'

const Input = z.object({ opportunityId: z.string(), billingServiceId: z.string() })
const Result = z.object({ stage: z.literal('active') })

/** Moves the opportunity to Active and links it to the billing service (R099). */
export const activateOpportunity = defineAction<z.infer<typeof Input>, z.infer<typeof Result>>({
  name: 'crm.activate-opportunity',
  role: 'crm',
  input: Input,
  result: Result,
  describe: () => 'Opportunity moved to Active',
  repeatable: () => true,
  async apply({ opportunityId, billingServiceId }, { services }) {
    await services.ports.crm.updateOpportunity(opportunityId, { stage: 'active', billingServiceId })
    return { stage: 'active' }
  },
})
