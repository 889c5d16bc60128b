import { z } from 'zod'

/** A record as the REST API gives it: plain values, parent records and child query results. */
export const SalesforceRecord = z.record(z.string(), z.json())
export type SalesforceRecord = z.infer<typeof SalesforceRecord>

export const LoginAnswer = z.object({
  access_token: z.string().min(1),
  instance_url: z.url(),
  /** Ends in /id/<organisation id>/<user id>. */
  id: z.string(),
})

export const LoginRefusal = z.object({ error: z.string(), error_description: z.string().optional() })

export const QueryPage = z.object({
  totalSize: z.number(),
  done: z.boolean(),
  nextRecordsUrl: z.string().startsWith('/services/data/').optional(),
  records: z.array(SalesforceRecord),
})
export type QueryPage = z.infer<typeof QueryPage>

export const ErrorList = z.array(
  z.object({ message: z.string(), errorCode: z.string(), fields: z.array(z.string()).optional() }),
)

/** One result of a create, an upsert or one record of a collection. */
export const SaveResult = z.object({
  id: z.string().nullish(),
  success: z.boolean(),
  errors: z
    .array(z.object({ statusCode: z.string(), message: z.string(), fields: z.array(z.string()).optional() }))
    .default([]),
})
export type SaveResult = z.infer<typeof SaveResult>

export const CompositeAnswer = z.object({
  compositeResponse: z.array(
    z.object({ body: z.json(), httpStatusCode: z.number(), referenceId: z.string() }),
  ),
})

export const Describe = z.object({
  name: z.string(),
  createable: z.boolean(),
  queryable: z.boolean(),
  updateable: z.boolean(),
  fields: z.array(
    z.object({
      name: z.string(),
      type: z.string(),
      length: z.number().default(0),
      unique: z.boolean().default(false),
      externalId: z.boolean().default(false),
      createable: z.boolean(),
      updateable: z.boolean(),
      restrictedPicklist: z.boolean().default(false),
      picklistValues: z.array(z.object({ value: z.string(), active: z.boolean() })).default([]),
    }),
  ),
})
export type Describe = z.infer<typeof Describe>

export const Limits = z.object({
  DailyApiRequests: z.object({ Max: z.number(), Remaining: z.number() }),
})
export type Limits = z.infer<typeof Limits>
