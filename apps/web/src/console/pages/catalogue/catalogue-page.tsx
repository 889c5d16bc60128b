import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconRefresh, IconTag } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ConsoleCatalogueBody } from '@turnup/contracts'
import { announce } from '../../../kit/announce.tsx'
import { EmptyState } from '../../../kit/empty-state.tsx'
import { TextLink } from '../../../kit/link.tsx'
import { Loaded } from '../../../kit/loaded.tsx'
import { Page } from '../../../kit/page.tsx'
import { consoleCatalogueQuery } from '../../api/catalogue.ts'
import { ClearFilters, FilterBar, FilterFlag, FilterSearch } from '../../parts/filter-bar.tsx'
import { StaleNotice } from '../connectors/stale-notice.tsx'
import { ProductTable } from './product-table.tsx'
import { matchesText } from './product-words.ts'

interface Filter {
  text?: string
  onlyFlagged?: true
}

/** Every product with what stands in the way of fulfilling it (R064 to R066). */
export function CataloguePage() {
  const catalogue = useQuery(consoleCatalogueQuery)
  const readAgain = async () => {
    const { data } = await catalogue.refetch()
    if (data) announce(summaryOf(data))
  }
  return (
    <Page
      title="Catalogue"
      intro="Every product of the CRM as it stands at this moment, beside the billing product that it is mapped to."
      aside={
        <Button
          size="sm"
          variant="default"
          leftSection={<IconRefresh size={17} aria-hidden />}
          onClick={() => void readAgain()}
          loading={catalogue.isFetching && catalogue.data !== undefined}
        >
          Read again
        </Button>
      }
    >
      <StaleNotice query={catalogue} />
      <Loaded query={catalogue}>{(data) => <Products catalogue={data} />}</Loaded>
    </Page>
  )
}

function Products({ catalogue }: { catalogue: ConsoleCatalogueBody }) {
  const { items, billingRead } = catalogue
  const filter: Filter = useSearch({ from: '/operator/catalogue' })
  const navigate = useNavigate({ from: '/catalogue' })
  const change = (part: Filter) => void navigate({ search: { ...filter, ...part }, replace: true })
  const shown = items.filter(
    (product) =>
      (!filter.onlyFlagged || product.flags.length > 0) &&
      (filter.text === undefined || matchesText(product, filter.text)),
  )
  if (items.length === 0)
    return (
      <EmptyState
        order={2}
        icon={<IconTag size={36} aria-hidden />}
        title="The CRM has no product for the portal"
        text="Products are taken from the portal’s pricebook. Look at its name in the settings of the CRM."
      />
    )
  return (
    <Stack gap="md">
      {!billingRead && <BillingNotRead />}
      <Text fw={600}>{summaryOf(catalogue)}</Text>
      <FilterBar label="Find products">
        <FilterSearch
          label="Find"
          placeholder="Name, SKU or billing product"
          value={filter.text}
          onChange={(text) => change({ text })}
        />
        <FilterFlag
          label="Only flagged"
          value={filter.onlyFlagged}
          onChange={(onlyFlagged) => change({ onlyFlagged })}
        />
        {(filter.text !== undefined || filter.onlyFlagged) && (
          <ClearFilters onClick={() => change({ text: undefined, onlyFlagged: undefined })} />
        )}
      </FilterBar>
      {shown.length > 0 ? (
        <ProductTable products={shown} billingRead={billingRead} />
      ) : (
        <EmptyState
          order={2}
          title={
            filter.onlyFlagged && filter.text === undefined
              ? 'No product is flagged'
              : 'No product is like this'
          }
          text={
            filter.onlyFlagged && filter.text === undefined
              ? 'Every product can be ordered and fulfilled.'
              : 'Take a filter away to see more.'
          }
        />
      )}
    </Stack>
  )
}

function BillingNotRead() {
  return (
    <Alert
      color="ember"
      icon={<IconAlertTriangle aria-hidden />}
      title="The billing system could not be read just now"
    >
      <Group gap="xs">
        <Text size="sm">
          Only what the CRM says was checked: a billing product that does not exist, or another price there,
          would not show. Look how billing is doing under <TextLink to="/connectors">connectors</TextLink>,
          then read again.
        </Text>
      </Group>
    </Alert>
  )
}

function summaryOf({ items, flagged }: ConsoleCatalogueBody): string {
  const all = items.length === 1 ? '1 product' : `${items.length} products`
  if (flagged === 0) return `${all}, none flagged.`
  return `${all}, ${flagged} flagged: ${flagged === 1 ? 'it' : 'they'} may fail when ordered.`
}
