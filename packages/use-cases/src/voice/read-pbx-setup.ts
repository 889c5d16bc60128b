import type { PbxSetupBody } from '@turnup/contracts'
import { accept, type Outcome, type ProductOffering } from '@turnup/domain'
import { readOperator, readPortalUser } from '@turnup/store'
import type { Context } from '../context.ts'
import { asCustomer } from '../customers/as-customer.ts'
import { carrierName, carrierOf, voiceOf } from './carriers.ts'
import { holdMinutes, mostHoldExtensions } from './hold-number.ts'
import { isOrderable, readCertainMapping } from './number-product.ts'
import { firstExtension, mostSeats, pbxLanguages } from './pbx-choices.ts'

/** What the checkout of a hosted PBX offers to this customer (R155, R164, R175, R176). */
export async function readPbxSetup(ctx: Context): Promise<Outcome<PbxSetupBody>> {
  return asCustomer(ctx, async ({ customerId }) => {
    const platform = voiceOf(ctx)
    const user = await readPortalUser(ctx.db, customerId)
    const { products } = await readCertainMapping(ctx)
    const orderable = products.filter((product) => isOrderable(product, ctx.clock.now()))
    const body = {
      packages: orderable.flatMap(({ offering }) => packageBody(offering)),
      numberProducts: orderable.flatMap(({ offering, choice }) =>
        numberBody(ctx, offering, choice.providerId),
      ),
      features: orderable.flatMap(({ offering }) => featureBody(offering)),
    }
    const isWhole = platform.ok && body.packages.length > 0 && body.numberProducts.length > 0
    return accept({
      orderable: isWhole,
      problem: isWhole ? undefined : 'A hosted PBX cannot be ordered at the moment. Ask customer service.',
      server: platform.ok
        ? { name: platform.value.server.name, baseDomain: platform.value.server.baseDomain }
        : { name: '', baseDomain: '' },
      ...body,
      firstExtension,
      maxSeats: mostSeats,
      admin: { defaultUsername: 'admin', groups: await groupsFor(ctx), languages: [...pbxLanguages] },
      hold: { minutes: holdMinutes, extensions: mostHoldExtensions },
      contact: {
        company: user?.company ?? undefined,
        name: user ? `${user.first_name} ${user.last_name}` : '',
        email: user?.email ?? '',
        phone: user?.phone ?? undefined,
      },
    })
  })
}

/**
 * A superadmin sees every tenant, so only an administrator of ours who acts for the customer may ask for one, and only
 * where the platform's settings allow it (X25).
 */
export async function groupsFor(ctx: Context): Promise<('admin' | 'superadmin')[]> {
  const platform = voiceOf(ctx)
  const operatorId = ctx.actor.kind === 'customer' ? ctx.actor.actingOperatorId : undefined
  if (!platform.ok || !platform.value.server.allowsSuperadmin || operatorId === undefined) return ['admin']
  const operator = await readOperator(ctx.db, operatorId)
  return operator?.role === 'administrator' ? ['admin', 'superadmin'] : ['admin']
}

function soldBody(offering: ProductOffering) {
  const { sku, name, description, unitPrice, billingCycle, maxQuantity } = offering
  return { sku, name, description, price: unitPrice, billingCycle, maxQuantity }
}

function packageBody(offering: ProductOffering): PbxSetupBody['packages'] {
  const { pbxSettings, unitPrice } = offering
  if (pbxSettings?.kind !== 'seats') return []
  const { seats } = pbxSettings
  const pricePerSeat = { ...unitPrice, amountMinor: Math.round(unitPrice.amountMinor / seats) }
  return [{ ...soldBody(offering), seats, pricePerSeat }]
}

function numberBody(
  ctx: Context,
  offering: ProductOffering,
  providerId = '',
): PbxSetupBody['numberProducts'] {
  const carrier = carrierOf(ctx, providerId)
  if (offering.pbxSettings?.kind !== 'number' || !carrier) return []
  const provider = { id: providerId, name: carrierName(providerId) }
  return [
    { ...soldBody(offering), provider, canReserve: carrier.canReserve, canRegister: carrier.canRegister },
  ]
}

function featureBody(offering: ProductOffering): PbxSetupBody['features'] {
  const { pbxSettings } = offering
  return pbxSettings?.kind === 'feature' ? [{ ...soldBody(offering), feature: pbxSettings.feature }] : []
}
