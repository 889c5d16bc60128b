import { maskIdentifier } from '@turnup/domain'
import { z } from 'zod'
import { defineAction } from '../action.ts'
import { storedIccid } from './stored-iccid.ts'

const Input = z.object({ iccidSecret: z.string(), lineRef: z.string() })
const Result = z.object({ lineId: z.string(), maskedIccid: z.string() })

/** Moves a line to its new eSIM profile; from then on the old one is dead (R111). */
export const replaceProfile = defineAction<z.infer<typeof Input>, z.infer<typeof Result>>({
  name: 'line.replace-profile',
  role: 'line',
  input: Input,
  result: Result,
  describe: () => 'Line moved to the new eSIM',
  repeatable: () => true,
  async apply(input, effect) {
    const iccid = await storedIccid(effect, input.iccidSecret)
    const line = await effect.services.ports.line.replaceProfile(input.lineRef, iccid)
    return { lineId: line.lineId, maskedIccid: maskIdentifier(iccid) }
  },
})
