import { Alert, Stack, Tabs, Text } from '@mantine/core'
import { IconAlertTriangle, IconPlugConnectedX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ProviderMappingBody } from '@turnup/contracts'
import { EmptyState } from '../../../kit/empty-state.tsx'
import { ButtonLink, TextLink } from '../../../kit/link.tsx'
import { Loaded } from '../../../kit/loaded.tsx'
import { Page } from '../../../kit/page.tsx'
import { providerMappingQuery } from '../../api/provider-mapping.ts'
import { LeaveGuard } from '../connectors/leave-guard.tsx'
import { StaleNotice } from '../connectors/stale-notice.tsx'
import { BundleTab } from './bundle-tab.tsx'
import { ExplainDialog } from './explain-dialog.tsx'
import { GroupTab } from './group-tab.tsx'
import { type MappingSearch, type MappingTab, mappingTabs } from './mapping-search.ts'
import { methodWords, needsSomebody, providerName } from './mapping-words.ts'
import { ProductTab } from './product-tab.tsx'
import styles from './provider-mapping.module.css'
import { useMappingEdit } from './use-mapping-edit.ts'

/** Which carrier each hosted-PBX product is sold with (R158 to R165). */
export function ProviderMappingPage() {
  const query = useQuery(providerMappingQuery)
  return (
    <Page
      title="Provider mapping"
      intro="Which carrier each hosted-PBX product is sold with. A product without one cannot be ordered."
    >
      <StaleNotice query={query} />
      <Loaded query={query}>
        {(mapping) => (mapping.providers.length === 0 ? <NoProvider /> : <Mapping mapping={mapping} />)}
      </Loaded>
    </Page>
  )
}

function NoProvider() {
  return (
    <EmptyState
      order={2}
      icon={<IconPlugConnectedX size={36} aria-hidden />}
      title="No carrier is set up"
      text="Enter the credentials of a carrier first; then its products can be mapped here."
      action={<ButtonLink to="/connectors">To the connectors</ButtonLink>}
    />
  )
}

function Mapping({ mapping }: { mapping: ProviderMappingBody }) {
  const search = useSearch({ from: '/operator/provider-mapping' })
  const navigate = useNavigate({ from: '/provider-mapping' })
  const edit = useMappingEdit(mapping)
  const change = (part: MappingSearch) =>
    void navigate({
      search: (present) =>
        Object.fromEntries(
          Object.entries({ ...present, ...part }).filter(([, value]) => value !== undefined),
        ),
      replace: true,
      resetScroll: false,
    })
  const names: Record<MappingTab, string> = {
    groups: `Product groups (${mapping.groups.length})`,
    products: `Products (${mapping.products.length})`,
    bundles: `Bundles (${mapping.bundles.length})`,
  }
  const tab = search.by ?? 'groups'
  return (
    <Stack gap="lg">
      <Priority mapping={mapping} />
      <Troubles mapping={mapping} />
      <Tabs
        value={tab}
        onChange={(value) => change({ by: mappingTabs.find((one) => one === value) })}
        keepMounted={false}
      >
        <Tabs.List aria-label="Ways to map">
          {mappingTabs.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {names[one]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="groups" pt="md">
          <GroupTab edit={edit} />
        </Tabs.Panel>
        <Tabs.Panel value="products" pt="md">
          <ProductTab edit={edit} search={search} onChange={change} />
        </Tabs.Panel>
        <Tabs.Panel value="bundles" pt="md">
          <BundleTab edit={edit} />
        </Tabs.Panel>
      </Tabs>
      <ExplainDialog sku={search.explain} mapping={mapping} onClose={() => change({ explain: undefined })} />
      <LeaveGuard isActive={edit.draft.size > 0} />
    </Stack>
  )
}

/** The order in which the rules are asked, which is a setting (X23, X24). */
function Priority({
  mapping: { priority, default: byDefault, providers },
}: {
  mapping: ProviderMappingBody
}) {
  return (
    <section aria-label="Priority">
      <Text size="sm" c="dimmed" mb={6}>
        The first of these that is mapped decides:
      </Text>
      <ol className={styles.priority}>
        {priority.map((method, at) => (
          <li key={method}>
            <span className={styles.place} aria-hidden="true">
              {at + 1}
            </span>
            {methodWords[method]}
          </li>
        ))}
        <li>
          <span className={styles.place} aria-hidden="true">
            {priority.length + 1}
          </span>
          {byDefault === 'none'
            ? 'Otherwise none, and it cannot be ordered'
            : `Otherwise ${providerName(providers, byDefault)}`}
        </li>
      </ol>
    </section>
  )
}

function Troubles({ mapping }: { mapping: ProviderMappingBody }) {
  const unmapped = mapping.products.filter(({ providerId }) => providerId === undefined).length
  const count = mapping.products.filter(needsSomebody).length
  return (
    <>
      {!mapping.groupsRead && (
        <Alert
          color="ember"
          icon={<IconAlertTriangle aria-hidden />}
          title="Product groups are not known just now"
        >
          The billing system, which keeps them, did not answer. Until it does, mappings of product groups are
          neither shown nor applied. Look how it is doing under{' '}
          <TextLink to="/connectors">connectors</TextLink>.
        </Alert>
      )}
      {count > 0 && (
        <Alert color="ember" variant="light" icon={<IconAlertTriangle aria-hidden />}>
          {unmapped > 0 &&
            `${unmapped === 1 ? '1 product has' : `${unmapped} products have`} no carrier and cannot be ordered. `}
          {count > unmapped &&
            `${count - unmapped === 1 ? '1 product is' : `${count - unmapped} products are`} mapped in more than one way. `}
          <TextLink to="/provider-mapping" search={{ by: 'products', trouble: true }} replace inherit>
            Show them
          </TextLink>
        </Alert>
      )}
    </>
  )
}
