import { z } from 'zod'

/** Several of these words in one query parameter, separated by commas. */
export function commaList<const Words extends readonly [string, ...string[]]>(words: Words) {
  return z
    .string()
    .max(400)
    .describe(`One or several of: ${words.join(', ')}; separated by commas.`)
    .transform((text) => text.split(',').map((word) => word.trim()))
    .pipe(z.array(z.enum(words)).min(1).max(words.length))
}

/** Several free words in one query parameter, separated by commas. */
export function commaTexts(description: string) {
  return z
    .string()
    .max(800)
    .describe(`${description} Several are separated by commas.`)
    .transform((text) =>
      text
        .split(',')
        .map((word) => word.trim())
        .filter((word) => word !== ''),
    )
    .pipe(z.array(z.string().max(80)).min(1).max(20))
}

export const PageCursor = z
  .string()
  .max(400)
  .describe('nextCursor of the page before. Opaque: send it back as it came, with the same sort.')

export function pageLimit(most: number, byDefault: number) {
  return z.coerce.number().int().min(1).max(most).default(byDefault)
}

/** What every list of the console answers. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({
    items: z.array(item),
    nextCursor: z.string().optional().describe('Absent on the last page.'),
  })
}

/** A yes or no, in a query parameter or in a body. */
export const QueryFlag = z
  .union([z.boolean(), z.enum(['true', 'false'])])
  .transform((word) => word === true || word === 'true')

/** Anything that was JSON in the database, with secrets taken out. */
export const RedactedJson = z.unknown().describe('JSON with secrets and full identifiers taken out.')
