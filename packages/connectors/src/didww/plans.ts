import { addMoney, type Money, moneyFromDecimal, type NumberPlan } from '@turnup/domain'
import type { Didww } from './client.ts'
import type { Resource } from './json-api.ts'
import { countryIdOf } from './places.ts'
import { attributesOf } from './wire.ts'

/** What a plan means in an order: a stock keeping unit, and channels bought with it where it includes none. */
export interface PlanParts {
  skuId: string
  capacity?: { poolId: string; channels: number }
}

export function planIdOf({ skuId, capacity }: PlanParts): string {
  return capacity ? `${skuId}/${capacity.poolId}/${capacity.channels}` : skuId
}

export function readPlanId(planId: string): PlanParts {
  const [skuId = '', poolId, channels] = planId.split('/')
  return poolId ? { skuId, capacity: { poolId, channels: Number(channels) } } : { skuId }
}

export interface Pool {
  id: string
  setup: Money
  monthly: Money
  meteredRate?: string
  channels: number
}

/** The pool from which numbers of a country can get channels; the first one where there are several. */
export async function poolOf(didww: Didww, country: string): Promise<Pool | undefined> {
  const { config, client, memory } = didww
  const countryId = await countryIdOf(didww, country, 'GET capacity_pools')
  const [pool] = await memory(`pools of ${country}`, () =>
    client.all('capacity_pools', { 'filter[country.id]': countryId }),
  )
  if (!pool) return undefined
  const read = attributesOf('capacity_pools', pool)
  return {
    id: pool.id,
    setup: moneyFromDecimal(read.setup_price, config.currency),
    monthly: moneyFromDecimal(read.monthly_price, config.currency),
    ...(read.metered_rate ? { meteredRate: read.metered_rate } : {}),
    channels: Math.max(1, read.minimum_qty_per_order ?? 1),
  }
}

const calls = (channels: number) => (channels === 1 ? 'One call at once' : `${channels} calls at once`)
const times = ({ amountMinor, currency }: Money, count: number): Money => ({
  amountMinor: amountMinor * count,
  currency,
})

/** The ways to pay for numbers of a group (R193): by the minute where it is metered, channels included, channels added. */
export function plansOf(
  group: { is_metered: boolean; allow_additional_channels: boolean },
  skus: Resource[],
  { currency, pool }: { currency: string; pool: Pool | undefined },
): NumberPlan[] {
  const plans = skus.flatMap((sku): NumberPlan[] => {
    const {
      setup_price,
      monthly_price,
      channels_included_count: channels,
    } = attributesOf('stock_keeping_units', sku)
    const prices = {
      monthly: moneyFromDecimal(monthly_price, currency),
      setup: moneyFromDecimal(setup_price, currency),
    }
    if (channels > 0) {
      return [{ planId: sku.id, kind: 'channels', name: calls(channels), channels, ...prices }]
    }
    const byMinute: NumberPlan = {
      planId: sku.id,
      kind: 'per-minute',
      name: 'Pay per minute',
      ...prices,
      ...(pool?.meteredRate ? { perMinute: { amount: pool.meteredRate, currency } } : {}),
    }
    return [
      ...(group.is_metered ? [byMinute] : []),
      ...(pool && group.allow_additional_channels ? [withCapacity(sku.id, prices, pool)] : []),
    ]
  })
  const rank: Record<NumberPlan['kind'], number> = { 'per-minute': 0, channels: 1, unlimited: 2 }
  return plans.sort(
    (one, other) => rank[one.kind] - rank[other.kind] || one.monthly.amountMinor - other.monthly.amountMinor,
  )
}

function withCapacity(skuId: string, prices: { monthly: Money; setup: Money }, pool: Pool): NumberPlan {
  const { id: poolId, channels } = pool
  return {
    planId: planIdOf({ skuId, capacity: { poolId, channels } }),
    kind: 'channels',
    name: `${calls(channels)}, from the capacity pool`,
    channels,
    monthly: addMoney(prices.monthly, times(pool.monthly, channels)),
    setup: addMoney(prices.setup, times(pool.setup, channels)),
  }
}
