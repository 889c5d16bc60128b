import { maskIdentifier } from '@turnup/domain'
import { z } from 'zod'
import { defineAction } from '../action.ts'
import { storedIccid } from './stored-iccid.ts'

const Input = z.object({ iccidSecret: z.string(), activationCodeSecret: z.string() })
const Result = z.object({ maskedIccid: z.string(), smdpAddress: z.string() })

/** Confirms and releases the profile (ES2+ confirmOrder); the activation code is sealed for the customer's page. */
export const confirmEsim = defineAction<z.infer<typeof Input>, z.infer<typeof Result>>({
  name: 'esim.confirm-order',
  role: 'esim',
  input: Input,
  result: Result,
  describe: () => 'eSIM confirmed and released',
  repeatable: () => true,
  calls: 2,
  async apply(input, effect) {
    const iccid = await storedIccid(effect, input.iccidSecret)
    const confirmed = await effect.services.ports.esim.confirmOrder({ iccid }, effect.ref)
    await effect.secrets.put(input.activationCodeSecret, confirmed.activationCode)
    return { maskedIccid: maskIdentifier(iccid), smdpAddress: confirmed.smdpAddress }
  },
})
