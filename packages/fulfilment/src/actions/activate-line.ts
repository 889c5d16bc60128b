import { maskIdentifier } from '@turnup/domain'
import { z } from 'zod'
import { defineAction } from '../action.ts'
import { storedIccid } from './stored-iccid.ts'

const Input = z.object({ iccidSecret: z.string(), plan: z.string() })
const Result = z.object({ lineId: z.string(), maskedIccid: z.string() })

/** Puts the subscriber on the network; the line carries our ref. */
export const activateLine = defineAction<z.infer<typeof Input>, z.infer<typeof Result>>({
  name: 'line.activate',
  role: 'line',
  input: Input,
  result: Result,
  describe: ({ plan }) => `Line activated on ${plan}`,
  repeatable: () => true,
  async apply(input, effect) {
    const iccid = await storedIccid(effect, input.iccidSecret)
    const line = await effect.services.ports.line.activateLine({ iccid, plan: input.plan }, effect.ref)
    return { lineId: line.lineId, maskedIccid: maskIdentifier(iccid) }
  },
  undo: (_result, _input, { services, ref }) => services.ports.line.terminateLine(ref),
})
