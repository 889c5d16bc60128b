import { IconUsers } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { EmptyState } from '../../../kit/empty-state.tsx'
import { LoadedPages } from '../../../kit/loaded-pages.tsx'
import { Page } from '../../../kit/page.tsx'
import { usePages } from '../../../kit/use-pages.ts'
import { type CustomerFilter, customerPages } from '../../api/customers.ts'
import { ClearFilters, FilterBar, FilterFlag, FilterSearch } from '../../parts/filter-bar.tsx'
import { CustomerTable } from './customer-table.tsx'

const words = {
  shown: (count: number) => (count === 1 ? '1 customer' : `${count} customers`),
  more: 'Show more',
}

/** Everybody who signed up, newest first. */
export function CustomerListPage() {
  const filter = useSearch({ from: '/operator/customers' })
  const navigate = useNavigate({ from: '/customers' })
  const pages = usePages(customerPages(filter))
  const change = (part: CustomerFilter) => void navigate({ search: { ...filter, ...part }, replace: true })
  const isFiltered = Object.keys(filter).length > 0
  return (
    <Page
      title="Customers"
      intro="Who signed up in the portal, and which client and account they are in the other systems."
    >
      <FilterBar label="Find customers">
        <FilterSearch
          label="Find"
          placeholder="Number, e-mail, last name, billing client or CRM account"
          value={filter.query}
          onChange={(query) => change({ query })}
        />
        <FilterFlag
          label="Only those to review"
          value={filter.needsReview}
          onChange={(needsReview) => change({ needsReview })}
        />
        {isFiltered && <ClearFilters onClick={() => change({ query: undefined, needsReview: undefined })} />}
      </FilterBar>
      <LoadedPages pages={pages} words={words} empty={<Nobody filter={filter} />}>
        {(customers) => <CustomerTable customers={customers} />}
      </LoadedPages>
    </Page>
  )
}

function Nobody({ filter }: { filter: CustomerFilter }) {
  if (filter.query)
    return (
      <EmptyState
        title={`Nobody is found under “${filter.query}”`}
        text="Numbers and ids are looked up as a whole; e-mail addresses and last names by how they begin."
      />
    )
  if (filter.needsReview)
    return (
      <EmptyState
        icon={<IconUsers size={36} aria-hidden />}
        title="Nobody waits for a review"
        text="Somebody who signs up with another e-mail address than the CRM knows shows up here."
      />
    )
  return (
    <EmptyState
      icon={<IconUsers size={36} aria-hidden />}
      title="No customers yet"
      text="The first one to sign up in the portal shows up here."
    />
  )
}
