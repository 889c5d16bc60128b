import type { DryRunAsked } from '../../api/dry-run.ts'

export interface OptionRow {
  key: string
  value: string
}

export interface ItemRow {
  /** Tells rows apart while they are edited; never sent. */
  row: string
  productId: string
  quantity: number
  options: OptionRow[]
}

export interface DryRunValues {
  source: 'crm' | 'items'
  crmOrderId: string
  customerNumber: string
  items: ItemRow[]
}

export function newItem(): ItemRow {
  return { row: crypto.randomUUID(), productId: '', quantity: 1, options: [] }
}

/** What is sent: only the half that was chosen. */
export function askedBy({ source, crmOrderId, customerNumber, items }: DryRunValues): DryRunAsked {
  if (source === 'crm') return { crmOrderId: crmOrderId.trim() }
  return {
    customerNumber: customerNumber.trim(),
    items: items.map(({ productId, quantity, options }) => ({
      productId: productId.trim(),
      quantity,
      configOptions: Object.fromEntries(
        options.filter(({ key }) => key.trim() !== '').map(({ key, value }) => [key.trim(), value.trim()]),
      ),
    })),
  }
}

/** What is missing before anything is sent, by path of the field. */
export function problemsOf({
  source,
  crmOrderId,
  customerNumber,
  items,
}: DryRunValues): Record<string, string> {
  if (source === 'crm') {
    return /^[a-zA-Z0-9]{15}([a-zA-Z0-9]{3})?$/.test(crmOrderId.trim())
      ? {}
      : {
          crmOrderId:
            'An id of the CRM has 15 or 18 letters and digits; it stands in the address of the order there.',
        }
  }
  const problems: Record<string, string> = {}
  if (customerNumber.trim() === '') problems.customerNumber = 'Write the customer number, for example C-1001.'
  for (const [index, item] of items.entries()) {
    if (item.productId.trim() === '') problems[`items.${index}.productId`] = 'Choose a product.'
    if (!Number.isInteger(item.quantity) || item.quantity < 1)
      problems[`items.${index}.quantity`] = 'Write how many, at least 1.'
  }
  return problems
}

/**
 * Where a refusal belongs in the form. An option that the product asks for and nobody has written yet gets its row.
 * @returns the path of the field, and the values with that field in them; undefined when it is about no field
 */
export function placeOf(
  values: DryRunValues,
  field: string | undefined,
): { path: string; values: DryRunValues } | undefined {
  if (field === 'crmOrderId' || field === 'customerNumber') return { path: field, values }
  const [list, index = '', name, ...rest] = (field ?? '').split('.')
  const item = list === 'items' ? values.items[Number(index)] : undefined
  if (!item) return undefined
  if (name === 'productId' || name === 'quantity') return { path: `items.${index}.${name}`, values }
  const key = rest.join('.')
  if (name !== 'configOptions' || key === '') return undefined
  const at = item.options.findIndex((option) => option.key === key)
  if (at >= 0) return { path: `items.${index}.options.${at}.value`, values }
  const options = [...item.options, { key, value: '' }]
  const items = values.items.map((one) => (one === item ? { ...one, options } : one))
  return { path: `items.${index}.options.${options.length - 1}.value`, values: { ...values, items } }
}
