import { Button, Card, Group, Radio, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconPlus, IconRoute } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { isApiError } from '../../../api/api-error.ts'
import { ErrorNotice } from '../../../kit/error-notice.tsx'
import { focusFirstError } from '../../../kit/focus-first-error.ts'
import type { DryRunAsked } from '../../api/dry-run.ts'
import { askedBy, type DryRunValues, newItem, placeOf, problemsOf } from './dry-run-form-values.ts'
import { ItemFields } from './item-fields.tsx'

export interface DryRunFormProps {
  /** A customer number that another page sent along. */
  customerNumber: string
  onAsk(asked: DryRunAsked): void
  asking: boolean
  error: unknown
}

export function DryRunForm({ customerNumber, onAsk, asking, error }: DryRunFormProps) {
  const form = useForm<DryRunValues>({
    initialValues: {
      source: customerNumber === '' ? 'crm' : 'items',
      crmOrderId: '',
      customerNumber,
      items: [newItem()],
    },
    validate: problemsOf,
  })
  const place = isApiError(error) ? placeOf(form.values, error.field) : undefined
  const [pathToFocus, setPathToFocus] = useState<string>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new refusal is the only reason to write into the form
  useEffect(() => {
    if (!place || !isApiError(error)) return
    if (place.values !== form.values) form.setValues(place.values)
    form.setFieldError(place.path, error.message)
    setPathToFocus(place.path)
  }, [error])
  // The field may have been drawn only by the refusal.
  // biome-ignore lint/correctness/useExhaustiveDependencies: focus moves once for each refusal
  useEffect(() => {
    if (pathToFocus === undefined) return
    form.getInputNode(pathToFocus)?.focus()
    setPathToFocus(undefined)
  }, [pathToFocus])
  return (
    <Card
      component="form"
      noValidate
      onSubmit={form.onSubmit((values) => onAsk(askedBy(values)), focusFirstError(form))}
    >
      <Stack>
        <Radio.Group label="What would be ordered?" {...form.getInputProps('source')}>
          <Group mt="xs" gap="lg">
            <Radio value="crm" label="An order that the CRM has" />
            <Radio value="items" label="Something new for a customer" />
          </Group>
        </Radio.Group>
        {form.values.source === 'crm' ? (
          <TextInput
            label="Order id in the CRM"
            size="sm"
            placeholder="801…"
            maw={360}
            autoComplete="off"
            spellCheck={false}
            {...form.getInputProps('crmOrderId')}
          />
        ) : (
          <>
            <TextInput
              label="Customer number"
              size="sm"
              placeholder="C-1001"
              maw={360}
              autoComplete="off"
              {...form.getInputProps('customerNumber')}
            />
            {form.values.items.map((item, index) => (
              <ItemFields key={item.row} form={form} index={index} />
            ))}
            <Group>
              <Button
                variant="default"
                size="xs"
                leftSection={<IconPlus size={15} aria-hidden />}
                onClick={() => form.insertListItem('items', newItem())}
              >
                Another line
              </Button>
            </Group>
          </>
        )}
        {Boolean(error) && !place && <ErrorNotice error={error} />}
        <Group>
          <Button type="submit" loading={asking} leftSection={<IconRoute size={18} aria-hidden />}>
            Show what would happen
          </Button>
        </Group>
      </Stack>
    </Card>
  )
}
