import { Stack, Table, Text } from '@mantine/core'
import { IconFolders } from '@tabler/icons-react'
import { EmptyState } from '../../../kit/empty-state.tsx'
import { TableBox } from '../../../kit/table-box.tsx'
import { MappingBadge } from './mapping-badge.tsx'
import { productName } from './mapping-words.ts'
import styles from './provider-mapping.module.css'
import { ProviderSelect } from './provider-select.tsx'
import { SaveMappingsBar } from './save-mappings-bar.tsx'
import type { MappingEdit } from './use-mapping-edit.ts'

/** All standalone products of a product group at once (R161). */
export function GroupTab({ edit }: { edit: MappingEdit }) {
  const { mapping } = edit
  if (mapping.groups.length === 0)
    return (
      <EmptyState
        order={2}
        icon={<IconFolders size={36} aria-hidden />}
        title="No product group is known"
        text="Groups come from the billing system, by the billing products that the CRM’s products are mapped to."
      />
    )
  const names = (skus: string[]) => skus.map((sku) => productName(mapping, sku)).join(', ')
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        Maps every standalone product of a group. Products that are part of a bundle are left out: map the
        bundle, or the product itself.
      </Text>
      <TableBox label="Product groups, scrolls sideways">
        <Table aria-label="Product groups" className={styles.table}>
          <Table.Thead>
            <Table.Tr>
              {['Product group', 'Products', 'Assigned provider', 'Status'].map((heading) => (
                <Table.Th key={heading} scope="col">
                  {heading}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {mapping.groups.map(({ groupId, name, skus, bundledSkus, providerId, badge }) => (
              <Table.Tr key={groupId}>
                <Table.Th scope="row">
                  {name}
                  <span className={styles.quiet}>{groupId}</span>
                </Table.Th>
                <Table.Td>
                  {skus.length > 0 ? (
                    names(skus)
                  ) : (
                    <span className={styles.quiet}>No standalone product</span>
                  )}
                  {bundledSkus.length > 0 && (
                    <span className={styles.quiet}>Left out, in a bundle: {names(bundledSkus)}</span>
                  )}
                </Table.Td>
                <Table.Td className={styles.select}>
                  <ProviderSelect {...edit.select('group', groupId, `product group ${name}`)} />
                </Table.Td>
                <Table.Td>
                  <MappingBadge badge={badge} providerId={providerId} providers={mapping.providers} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </TableBox>
      <SaveMappingsBar edit={edit} methods={['group']} label="Save group mappings" />
    </Stack>
  )
}
