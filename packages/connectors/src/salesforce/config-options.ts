import { type ConfigOption, moneyFromDecimal } from '@turnup/domain'
import { z } from 'zod'

/** The parsed text; 'unreadable' when it is not JSON of this shape, undefined when there is none. */
export function readJson<Value>(
  text: string | undefined,
  schema: z.ZodType<Value>,
): Value | 'unreadable' | undefined {
  if (text === undefined) return undefined
  try {
    const result = schema.safeParse(JSON.parse(text))
    return result.success ? result.data : 'unreadable'
  } catch {
    return 'unreadable'
  }
}

const OptionText = z.union([z.string(), z.number()]).transform(String)
const DecimalText = OptionText.pipe(z.string().regex(/^\d+(\.\d+)?$/))
const FullOptions = z.array(
  z.object({
    key: OptionText,
    label: z.string().optional(),
    default: OptionText.optional(),
    required: z.boolean().default(false),
    values: z
      .array(z.object({ value: OptionText, label: z.string().optional(), unitPrice: DecimalText.optional() }))
      .default([]),
  }),
)
const DefaultsAndAllowed = z.strictObject({
  defaults: z.record(z.string(), OptionText).default({}),
  allowed: z.record(z.string(), z.array(OptionText)).default({}),
})
const DefaultsOnly = z
  .record(z.string(), OptionText)
  .transform((defaults) => ({ defaults, allowed: {} as Record<string, string[]> }))

/**
 * Portal_ConfigOptions_JSON__c in any of three forms: a list of options, {"defaults": {}, "allowed": {}}, or only
 * {"key": "default"} (R055 says "defaults and allowed values" and no more).
 */
export function readConfigOptions(text: string | undefined, currency: string): ConfigOption[] | 'unreadable' {
  const read = readJson(text, z.union([FullOptions, DefaultsAndAllowed, DefaultsOnly]))
  if (read === undefined) return []
  if (read === 'unreadable') return read
  if (Array.isArray(read)) {
    return read.map((option) => ({
      ...option,
      label: option.label ?? option.key,
      values: option.values.map(({ value, label, unitPrice }) => ({
        value,
        label: label ?? value,
        ...(unitPrice === undefined ? {} : { unitPrice: moneyFromDecimal(unitPrice, currency) }),
      })),
    }))
  }
  const { defaults, allowed } = read
  return [...new Set([...Object.keys(defaults), ...Object.keys(allowed)])].map((key) => ({
    key,
    label: key,
    required: allowed[key] !== undefined,
    ...(defaults[key] === undefined ? {} : { default: defaults[key] }),
    values: (allowed[key] ?? []).map((value) => ({ value, label: value })),
  }))
}
