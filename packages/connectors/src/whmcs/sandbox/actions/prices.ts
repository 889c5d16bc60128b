import type { SandboxProduct } from '../catalogue.ts'
import type { SandboxService } from '../state.ts'

/**
 * What one unit costs and what was chosen. A choice that cannot be read, because its shape or its value is wrong,
 * becomes the option's first and cheapest value without a word, which is what WHMCS does.
 */
export function priceOf(
  product: SandboxProduct,
  requestedCycle: string | undefined,
  choices: Map<string, string>,
): { minor: number; cycle: SandboxService['cycle']; options: Map<string, string> } {
  const { cycle, minor } = cyclePrice(product, requestedCycle)
  const options = new Map<string, string>()
  let optionsMinor = 0
  for (const option of product.options) {
    const chosen = choices.get(String(option.id))
    if (option.kind === 'dropdown') {
      const value = option.values.find(({ id }) => String(id) === chosen) ?? option.values[0]
      if (value) options.set(String(option.id), String(value.id))
      optionsMinor += value?.monthlyMinor ?? 0
    } else {
      const count = /^\d+$/.test(chosen ?? '') ? Number(chosen) : 0
      options.set(String(option.id), String(count))
      optionsMinor += count * (option.values[0]?.monthlyMinor ?? 0)
    }
  }
  return { minor: minor + optionsMinor, cycle, options }
}

/** A cycle that the product does not have becomes the first one that it has. */
function cyclePrice(product: SandboxProduct, requested: string | undefined) {
  const { monthly, annually } = product.prices
  if (product.payType === 'onetime') return { cycle: 'One Time' as const, minor: monthly ?? 0 }
  if (annually !== undefined && (requested === 'annually' || monthly === undefined)) {
    return { cycle: 'Annually' as const, minor: annually }
  }
  return monthly === undefined
    ? { cycle: 'Free Account' as const, minor: 0 }
    : { cycle: 'Monthly' as const, minor: monthly }
}
