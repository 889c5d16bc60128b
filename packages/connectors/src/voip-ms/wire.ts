import { z } from 'zod'

/** Ids and numbers come as text or as number, from one function to the next. */
const Loose = z.union([z.string(), z.number()]).transform(String)
const Decimal = Loose.pipe(z.string().regex(/^-?\d+(\.\d+)?$/))
const Yes = z
  .union([z.string(), z.number(), z.boolean()])
  .transform((value) => ['1', 'yes', 'true'].includes(String(value).toLowerCase()))

export const Done = z.object({})
export const Balance = z.object({ balance: z.object({ current_balance: Decimal }) })

export const States = z.object({
  states: z.array(z.object({ state: z.string(), description: z.string() })),
})
export const Provinces = z.object({
  provinces: z.array(z.object({ province: z.string(), description: z.string() })),
})
export const RateCentres = z.object({
  ratecenters: z.array(z.object({ ratecenter: z.string(), available: Yes.optional() })),
})

/** A number for sale; USA says state, Canada says province. */
const StockDid = z.object({
  did: Loose,
  ratecenter: z.string(),
  state: z.string().optional(),
  province: z.string().optional(),
  state_description: z.string().optional(),
  province_description: z.string().optional(),
  perminute_monthly: Decimal,
  perminute_minute: Decimal,
  perminute_setup: Decimal,
  flat_monthly: Decimal.optional(),
  flat_setup: Decimal.optional(),
  sms: Yes.optional(),
})
export type StockDid = z.infer<typeof StockDid>
export const Stock = z.object({ dids: z.array(StockDid) })

/** A number of ours. */
const OwnDid = z.object({
  did: Loose,
  routing: z.string().default('none:'),
  pop: Loose.optional(),
  note: z
    .string()
    .nullish()
    .transform((note) => note ?? ''),
})
export type OwnDid = z.infer<typeof OwnDid>
export const OwnDids = z.object({ dids: z.array(OwnDid) })

export const CreatedAccount = z.object({ id: Loose, account: z.string() })
const SubAccount = z.object({
  id: Loose,
  account: z.string(),
  username: z.string(),
  description: z.string().nullish(),
  password: z.string().nullish(),
})
export type SubAccount = z.infer<typeof SubAccount>
export const SubAccounts = z.object({ accounts: z.array(SubAccount) })

const Server = z.object({
  server_name: z.string(),
  server_hostname: z.string(),
  server_country: z.string().optional(),
  server_pop: Loose,
  server_recommended: Yes.optional(),
})
export type Server = z.infer<typeof Server>
export const Servers = z.object({ servers: z.array(Server) })
