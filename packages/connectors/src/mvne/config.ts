import { z } from 'zod'

/** Settings of the line activation connector; the titles and descriptions are the form in the console. */
export const MvneConfig = z.object({
  url: z.url({ protocol: /^https?$/ }).meta({
    title: 'Address of the line activation service',
    description: 'The paths of the contract, such as /lines/{ref}, are added to it.',
    receives: ['apiKey'],
  }),
  apiKey: z.string().min(1).meta({ title: 'API key', description: 'Sent as a bearer token.', secret: true }),
  timeoutMs: z.coerce.number().int().min(100).max(120_000).default(30_000).meta({
    title: 'Longest wait for an answer',
    unit: 'milliseconds',
  }),
})
export type MvneConfig = z.infer<typeof MvneConfig>
