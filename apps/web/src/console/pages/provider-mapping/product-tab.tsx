import { Stack, Table, Text } from '@mantine/core'
import { IconEyeOff, IconPackages, IconTag } from '@tabler/icons-react'
import type { ProviderMappingBody } from '@turnup/contracts'
import { EmptyState } from '../../../kit/empty-state.tsx'
import { TableBox } from '../../../kit/table-box.tsx'
import { ClearFilters, FilterBar, FilterFlag, FilterSearch, FilterSelect } from '../../parts/filter-bar.tsx'
import { ToneBadge } from '../../parts/tone-badge.tsx'
import { Conflicts, MappingBadge } from './mapping-badge.tsx'
import type { MappingSearch } from './mapping-search.ts'
import { kindWords, type MappedProduct, productName, ruleWords } from './mapping-words.ts'
import { bundlesWord, shownRows } from './product-rows.ts'
import styles from './provider-mapping.module.css'
import { ProviderSelect } from './provider-select.tsx'
import { SaveMappingsBar } from './save-mappings-bar.tsx'
import type { MappingEdit } from './use-mapping-edit.ts'
import { WhyButton } from './why-button.tsx'

const headings = ['Product ID', 'Product', 'Product group', 'Assigned provider', 'Status', 'Explain']

export interface ProductTabProps {
  edit: MappingEdit
  search: MappingSearch
  onChange(part: MappingSearch): void
}

/** Single products, and bundles, for exceptions (R162). */
export function ProductTab({ edit, search, onChange }: ProductTabProps) {
  const { mapping } = edit
  if (mapping.products.length === 0)
    return (
      <EmptyState
        order={2}
        icon={<IconTag size={36} aria-hidden />}
        title="No hosted-PBX product in the CRM"
        text="Products of the category PBX, with their PBX settings, appear here by themselves."
      />
    )
  const { products, bundles } = shownRows(mapping, search)
  const isFiltered = search.within !== undefined || search.text !== undefined || search.trouble === true
  return (
    <Stack gap="md">
      <FilterBar label="Products">
        <FilterSearch
          label="Find a product"
          placeholder="Name or SKU"
          value={search.text}
          onChange={(text) => onChange({ text })}
        />
        <FilterSelect
          label="Product group"
          any="Everything"
          options={[
            ...mapping.groups.map(({ groupId, name }) => ({ value: groupId, label: name })),
            { value: bundlesWord, label: 'Bundles' },
          ]}
          value={search.within}
          onChange={(within) => onChange({ within })}
        />
        <FilterFlag
          label="Not orderable or in conflict"
          value={search.trouble}
          onChange={(trouble) => onChange({ trouble })}
        />
        {isFiltered && (
          <ClearFilters
            onClick={() => onChange({ within: undefined, text: undefined, trouble: undefined })}
          />
        )}
      </FilterBar>
      {products.length + bundles.length === 0 ? (
        <EmptyState order={2} title="No product is like this" text="Take a filter away to see more." />
      ) : (
        <TableBox label="Products, scrolls sideways">
          <Table aria-label="Products" className={styles.table}>
            <Table.Thead>
              <Table.Tr>
                {headings.map((heading) => (
                  <Table.Th key={heading} scope="col">
                    {heading}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {bundles.map((bundle) => (
                <BundleRow key={bundle.id} bundle={bundle} edit={edit} />
              ))}
              {products.map((product) => (
                <ProductRow key={product.sku} product={product} edit={edit} />
              ))}
            </Table.Tbody>
          </Table>
        </TableBox>
      )}
      <SaveMappingsBar edit={edit} methods={['bundle', 'product']} label="Save product mappings" />
    </Stack>
  )
}

function ProductRow({ product, edit }: { product: MappedProduct; edit: MappingEdit }) {
  const { mapping } = edit
  const { sku, name, kind, seats, providerId, rule, badge } = product
  const group = mapping.groups.find(({ groupId }) => groupId === product.groupId)
  const bundles = mapping.bundles.filter(({ id }) => product.bundleIds.includes(id))
  return (
    <Table.Tr>
      <Table.Th scope="row">{sku}</Table.Th>
      <Table.Td>
        {name}
        <span className={styles.quiet}>
          {kindWords[kind]}
          {seats !== undefined && `, ${seats === 1 ? '1 seat' : `${seats} seats`}`}
        </span>
        {product.hidden && (
          <ToneBadge tone="quiet" icon={IconEyeOff}>
            Hidden
          </ToneBadge>
        )}
      </Table.Td>
      <Table.Td>
        {group?.name ?? <span className={styles.quiet}>{mapping.groupsRead ? 'None' : 'Not read'}</span>}
        {bundles.length > 0 && (
          <span className={styles.quiet}>In {bundles.map((bundle) => bundle.name).join(', ')}</span>
        )}
      </Table.Td>
      <Table.Td className={styles.select}>
        <ProviderSelect {...edit.select('product', sku, name)} />
      </Table.Td>
      <Table.Td>
        <MappingBadge badge={badge} providerId={providerId} providers={mapping.providers} />
        <span className={styles.quiet}>
          {providerId === undefined ? 'Cannot be ordered: ' : ''}
          {ruleWords[rule]}
        </span>
        <Conflicts product={product} providers={mapping.providers} />
      </Table.Td>
      <Table.Td>
        <WhyButton sku={sku} name={name} />
      </Table.Td>
    </Table.Tr>
  )
}

interface BundleRowProps {
  bundle: ProviderMappingBody['bundles'][number]
  edit: MappingEdit
}

function BundleRow({ bundle: { id, name, skus, providerId, badge }, edit }: BundleRowProps) {
  return (
    <Table.Tr>
      <Table.Th scope="row">
        bundle
        <span className={styles.quiet}>{id.slice(0, 8)}</span>
      </Table.Th>
      <Table.Td>
        {name}{' '}
        <ToneBadge tone="quiet" icon={IconPackages}>
          Bundle
        </ToneBadge>
        <span className={styles.quiet}>{skus.map((sku) => productName(edit.mapping, sku)).join(', ')}</span>
      </Table.Td>
      <Table.Td>Bundles</Table.Td>
      <Table.Td className={styles.select}>
        <ProviderSelect {...edit.select('bundle', id, `bundle ${name}`)} />
      </Table.Td>
      <Table.Td>
        <MappingBadge badge={badge} providerId={providerId} providers={edit.mapping.providers} />
      </Table.Td>
      <Table.Td>
        <Text span size="sm" c="dimmed">
          By product
        </Text>
      </Table.Td>
    </Table.Tr>
  )
}
