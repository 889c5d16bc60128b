import { iccidSecret, maskIdentifier, type OrderItem } from '@turnup/domain'
import { cardNumber, cardOption } from '../orders/choose-options.ts'

export interface HiddenCards {
  items: OrderItem[]
  /** Full ICCIDs by the name under which the order keeps them sealed. */
  iccids: Map<string, string>
}

/**
 * Takes card numbers that a person wrote into an order in the CRM out of its lines: only the last digits stay, and the
 * full ICCID goes where activation looks for it, sealed (R110). Numbers that are masked already stay as they are. Pure.
 */
export function hideCards(items: OrderItem[]): HiddenCards {
  const iccids = new Map<string, string>()
  const hidden = items.map((item) => ({
    ...item,
    configOptions: Object.fromEntries(
      Object.entries(item.configOptions).map(([key, value]) => {
        const number = cardOption.test(key) ? cardNumber(value) : undefined
        if (number === undefined) return [key, value]
        if (/^iccid$/i.test(key)) iccids.set(iccidSecret(`${item.id}.1`), number)
        return [key, maskIdentifier(number)]
      }),
    ),
  }))
  return { items: hidden, iccids }
}

/** ICCID or EID, with blanks or without, not inside a longer reference; or an activation code. */
const identifier = /(?<![\w-])(?:89(?: ?\d){16,18}F?|\d(?: ?\d){31})(?![\w-])|LPA:1\$/i

/** Whether a value holds a full identifier of a SIM or device, or what installs an eSIM. Pure. */
export function holdsIdentifier(value: unknown): boolean {
  return identifier.test(JSON.stringify(value) ?? '')
}
