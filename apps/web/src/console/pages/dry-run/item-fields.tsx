import { ActionIcon, Button, Group, NumberInput, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import styles from './dry-run.module.css'
import type { DryRunValues } from './dry-run-form-values.ts'
import { ProductField } from './product-field.tsx'

export interface ItemFieldsProps {
  form: UseFormReturnType<DryRunValues>
  index: number
}

/** One line of the order that is tried out: product, how many, and what is chosen about it. */
export function ItemFields({ form, index }: ItemFieldsProps) {
  const path = `items.${index}`
  const item = form.values.items[index]
  if (!item) return null
  const isOnly = form.values.items.length === 1
  return (
    <fieldset className={styles.item}>
      <legend>Line {index + 1}</legend>
      <div className={styles.itemFields}>
        <ProductField {...form.getInputProps(`${path}.productId`)} />
        <NumberInput
          label="How many"
          size="sm"
          min={1}
          max={100}
          allowDecimal={false}
          allowNegative={false}
          w={110}
          {...form.getInputProps(`${path}.quantity`)}
        />
        {!isOnly && (
          <ActionIcon
            variant="default"
            size={36}
            mt={24}
            aria-label={`Remove line ${index + 1}`}
            onClick={() => form.removeListItem('items', index)}
          >
            <IconTrash size={17} aria-hidden />
          </ActionIcon>
        )}
      </div>
      {item.options.map((option, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name of their own while it is being typed
        <Group key={at} gap="sm" align="flex-start">
          <TextInput
            label="Option"
            size="sm"
            placeholder="Its key"
            {...form.getInputProps(`${path}.options.${at}.key`)}
          />
          <TextInput
            label={option.key === '' ? 'Value' : `Value of ${option.key}`}
            size="sm"
            style={{ flex: '1 1 200px' }}
            {...form.getInputProps(`${path}.options.${at}.value`)}
          />
          <ActionIcon
            variant="default"
            size={36}
            mt={24}
            aria-label={`Remove option ${option.key || at + 1}`}
            onClick={() => form.removeListItem(`${path}.options`, at)}
          >
            <IconTrash size={17} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      <Button
        variant="subtle"
        size="xs"
        leftSection={<IconPlus size={15} aria-hidden />}
        onClick={() => form.insertListItem(`${path}.options`, { key: '', value: '' })}
      >
        Choose an option
      </Button>
    </fieldset>
  )
}
