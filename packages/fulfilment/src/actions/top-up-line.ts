import { z } from 'zod'
import { defineAction } from '../action.ts'
import { MoneyInput } from './money-input.ts'

const Input = z.object({ lineRef: z.string(), packageCode: z.string().nullable(), amount: MoneyInput })
const Result = z.object({ topUpId: z.string() })

/** Adds data or credit to a line under our ref (R112). */
export const topUpLine = defineAction<z.infer<typeof Input>, z.infer<typeof Result>>({
  name: 'line.top-up',
  role: 'line',
  input: Input,
  result: Result,
  describe: ({ packageCode }) => (packageCode ? `Top-up ${packageCode} added` : 'Top-up added'),
  repeatable: () => true,
  apply: ({ lineRef, packageCode, amount }, { services, ref }) =>
    services.ports.line.topUp({ lineRef, ...(packageCode ? { packageCode } : { amount }) }, ref),
  find: (_input, { services, ref }) => services.ports.line.findTopUp(ref),
})
