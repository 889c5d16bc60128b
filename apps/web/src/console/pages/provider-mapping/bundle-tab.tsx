import { Button, Group, Stack, Table, Text } from '@mantine/core'
import { IconPackages, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react'
import type { ProviderMappingBody } from '@turnup/contracts'
import { useRef, useState } from 'react'
import { EmptyState } from '../../../kit/empty-state.tsx'
import { TableBox } from '../../../kit/table-box.tsx'
import { BundleDialog } from './bundle-dialog.tsx'
import { DissolveDialog } from './dissolve-dialog.tsx'
import { MappingBadge } from './mapping-badge.tsx'
import { productName } from './mapping-words.ts'
import styles from './provider-mapping.module.css'
import { ProviderSelect } from './provider-select.tsx'
import { SaveMappingsBar } from './save-mappings-bar.tsx'
import type { MappingEdit } from './use-mapping-edit.ts'

export type Bundle = ProviderMappingBody['bundles'][number]
type Dialog = { kind: 'make' } | { kind: 'change' | 'dissolve'; bundle: Bundle }

/** A bundle with all of its products at once, also across product groups (R160). */
export function BundleTab({ edit }: { edit: MappingEdit }) {
  const { mapping, mayEdit } = edit
  const [dialog, setDialog] = useState<Dialog>()
  const close = () => setDialog(undefined)
  const make = useRef<HTMLButtonElement>(null)
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Text size="sm" c="dimmed" maw={640}>
          A bundle and all of its products go to one carrier, also across product groups.
        </Text>
        {mayEdit && (
          <Button
            ref={make}
            size="sm"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => setDialog({ kind: 'make' })}
          >
            Make a bundle
          </Button>
        )}
      </Group>
      {mapping.bundles.length === 0 ? (
        <EmptyState
          order={2}
          icon={<IconPackages size={36} aria-hidden />}
          title="No bundle yet"
          text="Bundle what is sold together, such as an extension package with its number, to map it in one go."
        />
      ) : (
        <>
          <TableBox label="Bundles, scrolls sideways">
            <Table aria-label="Bundles" className={styles.table}>
              <Table.Thead>
                <Table.Tr>
                  {['Bundle', 'Products', 'Assigned provider', 'Status'].map((heading) => (
                    <Table.Th key={heading} scope="col">
                      {heading}
                    </Table.Th>
                  ))}
                  {mayEdit && <Table.Th scope="col">Actions</Table.Th>}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {mapping.bundles.map((bundle) => (
                  <Table.Tr key={bundle.id}>
                    <Table.Th scope="row">{bundle.name}</Table.Th>
                    <Table.Td>{bundle.skus.map((sku) => productName(mapping, sku)).join(', ')}</Table.Td>
                    <Table.Td className={styles.select}>
                      <ProviderSelect {...edit.select('bundle', bundle.id, `bundle ${bundle.name}`)} />
                    </Table.Td>
                    <Table.Td>
                      <MappingBadge
                        badge={bundle.badge}
                        providerId={bundle.providerId}
                        providers={mapping.providers}
                      />
                    </Table.Td>
                    {mayEdit && (
                      <Table.Td>
                        <BundleButtons bundle={bundle} onOpen={setDialog} />
                      </Table.Td>
                    )}
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </TableBox>
          <SaveMappingsBar edit={edit} methods={['bundle']} label="Save bundle mappings" />
        </>
      )}
      <BundleDialog
        opened={dialog?.kind === 'make' || dialog?.kind === 'change'}
        bundle={dialog?.kind === 'change' ? dialog.bundle : undefined}
        mapping={mapping}
        onClose={close}
      />
      <DissolveDialog
        bundle={dialog?.kind === 'dissolve' ? dialog.bundle : undefined}
        onClose={close}
        onDone={(id) => {
          edit.forget('bundle', id)
          // The button that was pressed goes with the bundle.
          requestAnimationFrame(() => make.current?.focus())
        }}
      />
    </Stack>
  )
}

function BundleButtons({ bundle, onOpen }: { bundle: Bundle; onOpen(dialog: Dialog): void }) {
  return (
    <Group gap={6} wrap="nowrap">
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPencil size={15} aria-hidden />}
        aria-label={`Change bundle ${bundle.name}`}
        onClick={() => onOpen({ kind: 'change', bundle })}
      >
        Change…
      </Button>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconTrash size={15} aria-hidden />}
        aria-label={`Dissolve bundle ${bundle.name}`}
        onClick={() => onOpen({ kind: 'dissolve', bundle })}
      >
        Dissolve…
      </Button>
    </Group>
  )
}
