import type { Json, JsonObject } from '@turnup/domain'
import { z } from 'zod'
import { type FailedCall, problemsIn, type SalesforceProblem, salesforceError } from './sort-error.ts'
import { type CompositeAnswer, SaveResult } from './wire.ts'

export interface CompositeRequest {
  method: 'POST' | 'PATCH'
  /** After the version: /sobjects/Order */
  path: string
  referenceId: string
  body: JsonObject
}

/** A collection takes this many records, a composite this many collections (b.2). */
export const collectionLimit = 200
export const collectionsInComposite = 5

const SaveResults = z.array(SaveResult)

/** In an all-or-nothing request every part but one says PROCESSING_HALTED; the one that halted it is the news. */
function culprit(problems: SalesforceProblem[]): SalesforceProblem | undefined {
  return problems.find(
    ({ code }) => code !== 'PROCESSING_HALTED' && code !== 'ALL_OR_NONE_OPERATION_ROLLED_BACK',
  )
}

/**
 * The parts' bodies by reference id.
 * @throws ProviderError when any part failed; by all-or-nothing no part was carried out then
 */
export function checkComposite(answer: z.infer<typeof CompositeAnswer>, call: FailedCall): Map<string, Json> {
  const problems: SalesforceProblem[] = []
  let failed = 0
  for (const part of answer.compositeResponse) {
    const saved = SaveResults.safeParse(part.body)
    if (part.httpStatusCode >= 400) {
      failed ||= part.httpStatusCode
      problems.push(...problemsIn(part.body))
    }
    if (saved.success && saved.data.some((result) => !result.success)) {
      failed ||= 400
      const errors = saved.data.flatMap((result) => result.errors)
      problems.push(...errors.map(({ statusCode, ...rest }) => ({ code: statusCode, ...rest })))
    }
  }
  if (failed) throw salesforceError(failed, call, culprit(problems) ?? problems[0])
  return new Map(answer.compositeResponse.map((part) => [part.referenceId, part.body]))
}
