import { accept, type Outcome, type ProductOffering, refuse } from '@turnup/domain'

/** An option that names a SIM card. Its full number is for the network alone (R110). */
export const cardOption = /^(iccid|eid)$/i

/** ITU-T E.118: 18 to 20 digits, issuer 89; EIDs have 32. Blanks and dashes are how cards print them. */
export function cardNumber(text: string): string | undefined {
  const digits = text.replace(/[\s-]/g, '')
  return /^(89\d{16,18}|\d{32})$/.test(digits) ? digits : undefined
}

/**
 * The options of one line: the product's defaults, overridden by what was chosen (R105), each known and allowed. Pure.
 * @param field path of the line's options, for the refusal
 */
export function chooseOptions(
  offering: ProductOffering,
  chosen: Record<string, string>,
  field: string,
): Outcome<Record<string, string>> {
  const known = new Set(offering.configOptions.map(({ key }) => key))
  const stranger = Object.keys(chosen).find((key) => !known.has(key))
  if (stranger !== undefined) {
    const message = `${offering.name} has no option "${stranger}".`
    return refuse('unprocessable', 'CONFIG_OPTION_UNKNOWN', message, { field: `${field}.${stranger}` })
  }
  const options: Record<string, string> = {}
  for (const option of offering.configOptions) {
    const value = (chosen[option.key] ?? option.default ?? '').trim()
    const at = { field: `${field}.${option.key}` }
    if (value === '') {
      if (!option.required) continue
      return refuse(
        'unprocessable',
        'CONFIG_OPTION_MISSING',
        `Choose "${option.label}" for ${offering.name}.`,
        at,
      )
    }
    const allowed = option.values.map((one) => one.value)
    if (allowed.length > 0 && !allowed.includes(value)) {
      const message = `"${option.label}" can be ${option.values.map(({ label }) => label).join(', ')}.`
      return refuse('unprocessable', 'CONFIG_OPTION_INVALID', message, at)
    }
    const card = cardOption.test(option.key) ? cardNumber(value) : value
    if (card === undefined) {
      const message = `"${option.label}" is printed on the card: 18 to 20 digits that begin with 89.`
      return refuse('unprocessable', 'CONFIG_OPTION_INVALID', message, at)
    }
    options[option.key] = card
  }
  return accept(options)
}
