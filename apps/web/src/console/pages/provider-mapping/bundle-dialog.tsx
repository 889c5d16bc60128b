import { Button, Checkbox, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQueryClient } from '@tanstack/react-query'
import type { ProviderMappingBody } from '@turnup/contracts'
import { announce } from '../../../kit/announce.tsx'
import { focusFirstError } from '../../../kit/focus-first-error.ts'
import { useAction } from '../../../kit/use-action.ts'
import { useFormErrors } from '../../../kit/use-form-errors.ts'
import { changeBundle, createBundle, keepMapping } from '../../api/provider-mapping.ts'
import { ActionTrouble } from '../../parts/action-trouble.tsx'
import type { Bundle } from './bundle-tab.tsx'
import { kindWords } from './mapping-words.ts'

export interface BundleDialogProps {
  opened: boolean
  /** The one that is changed; without it a new one is made. */
  bundle: Bundle | undefined
  mapping: ProviderMappingBody
  onClose(): void
}

export function BundleDialog({ opened, bundle, mapping, onClose }: BundleDialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={bundle ? `Change bundle ${bundle.name}` : 'Make a bundle'}
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <BundleForm bundle={bundle} mapping={mapping} onClose={onClose} />
    </Modal>
  )
}

function BundleForm({ bundle, mapping, onClose }: Omit<BundleDialogProps, 'opened'>) {
  const queryClient = useQueryClient()
  const form = useForm({
    initialValues: { name: bundle?.name ?? '', skus: bundle?.skus ?? [] },
    validate: {
      name: (name) => (name.trim() === '' ? 'Give the bundle a name.' : null),
      skus: (skus) => (skus.length === 0 ? 'Choose the products that belong to it.' : null),
    },
  })
  const saving = useAction(
    (body: { name: string; skus: string[] }) => (bundle ? changeBundle(bundle.id, body) : createBundle(body)),
    {
      onSuccess: (answer) => {
        keepMapping(queryClient, answer)
        announce('The bundle is saved.')
        onClose()
      },
    },
  )
  const trouble = useFormErrors(form, saving.error)
  // Products that the CRM has no more can only be taken out.
  const gone = form.values.skus.filter((sku) => !mapping.products.some((product) => product.sku === sku))
  const options = [
    ...mapping.products.map(({ sku, name, kind }) => ({ sku, name, about: `${sku}, ${kindWords[kind]}` })),
    ...gone.map((sku) => ({ sku, name: sku, about: 'Not in the CRM any more' })),
  ]
  return (
    <form
      noValidate
      onSubmit={form.onSubmit(
        ({ name, skus }) => saving.run({ name: name.trim(), skus }),
        focusFirstError(form),
      )}
    >
      <Stack>
        <TextInput
          label="Name"
          required
          data-autofocus
          autoComplete="off"
          maxLength={120}
          {...form.getInputProps('name')}
        />
        <Checkbox.Group label="Products" withAsterisk {...form.getInputProps('skus')}>
          <Stack gap="xs" mt="xs">
            {options.map(({ sku, name, about }) => (
              <Checkbox key={sku} value={sku} label={name} description={about} />
            ))}
          </Stack>
        </Checkbox.Group>
        <Text size="sm" c="dimmed">
          Mappings of product groups leave out products that are part of a bundle. Map the bundle after you
          have saved it.
        </Text>
        {trouble !== undefined && <ActionTrouble error={trouble} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={saving.isPending}>
            {bundle ? 'Save the bundle' : 'Make the bundle'}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
