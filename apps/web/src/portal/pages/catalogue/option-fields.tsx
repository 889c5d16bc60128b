import { Stack } from '@mantine/core'
import type { CatalogueItemBody } from '@turnup/contracts'
import { type RefObject, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { OptionField } from './option-field.tsx'
import type { ChosenOptions, OptionProblem } from './options.ts'

export interface OptionFieldsProps {
  item: CatalogueItemBody
  chosen: ChosenOptions
  /** What to say beside an option, by its key. */
  errors: Record<string, string>
  onChange: (key: string, value: string) => void
  box?: RefObject<HTMLDivElement | null>
}

/** All that can be chosen about a product, as its own data says. */
export function OptionFields({ item, chosen, errors, onChange, box }: OptionFieldsProps) {
  if (item.options.length === 0) return null
  return (
    <Stack gap="lg" ref={box}>
      {item.options.map((option) => (
        <div key={option.key} data-option={option.key}>
          <OptionField
            option={option}
            value={chosen[option.key] ?? option.default ?? ''}
            cycle={item.billingCycle}
            error={errors[option.key]}
            onChange={(value) => onChange(option.key, value)}
          />
        </div>
      ))}
    </Stack>
  )
}

/** Brings people to the option that needs them: the box goes to OptionFields, `toOption` moves the focus. */
export function useOptionFocus() {
  const box = useRef<HTMLDivElement>(null)
  const toOption = (key: string) => {
    const field = box.current?.querySelector(`[data-option="${CSS.escape(key)}"]`)
    const input = field?.querySelector<HTMLElement>('input:checked, input, select')
    input?.focus()
  }
  return { box, toOption }
}

export function useOptionProblemWords(): (problem: OptionProblem) => string {
  const t = useTranslations('catalogue')
  const words = { missing: 'optionMissing', unknown: 'optionUnknown', card: 'optionCard' } as const
  return (problem) => t(words[problem])
}
