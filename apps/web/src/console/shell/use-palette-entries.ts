import {
  IconBolt,
  IconKeyboard,
  IconListDetails,
  IconPackage,
  IconUser,
  IconUserCog,
  type TablerIcon,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useErrorWords } from '../../kit/use-error-words.ts'
import { foundCustomersQuery, foundOrdersQuery } from '../api/queue.ts'
import { orderStateLooks } from '../parts/order-state-badge.tsx'
import { orderName } from '../parts/order-words.ts'
import { usePresentActions } from './palette-actions.ts'
import { places } from './places.ts'

export interface PaletteEntry {
  id: string
  label: string
  hint?: string
  icon: TablerIcon
  run(): void
}

export interface PaletteGroup {
  title: string
  entries: PaletteEntry[]
}

/** Fewer letters find too much to be of use. */
const fewestLetters = 2

/**
 * What fits what was typed: actions of the open page and places at once, orders and customers from the server.
 * @param searched the same text once the typing has paused
 */
export function usePaletteEntries(text: string, searched: string, onHelp: () => void) {
  const navigate = useNavigate()
  const words = useErrorWords()
  const { subject, actions } = usePresentActions()
  const enabled = searched.length >= fewestLetters
  const orders = useQuery({ ...foundOrdersQuery(searched), enabled })
  const customers = useQuery({ ...foundCustomersQuery(searched), enabled })
  const fits = ({ label }: { label: string }) => label.toLowerCase().includes(text.toLowerCase())
  const isCurrent = enabled && text === searched

  const groups: PaletteGroup[] = [
    {
      title: subject,
      entries: actions.map((action) => ({ ...action, id: `do-${action.id}`, icon: IconBolt })).filter(fits),
    },
    {
      title: 'Orders',
      entries: (isCurrent ? (orders.data?.items ?? []) : []).map((order) => ({
        id: `order-${order.id}`,
        label: `${orderName(order)} · ${order.customer.name}`,
        hint: orderStateLooks[order.state].words,
        icon: IconPackage,
        run: () => void navigate({ to: '/orders/$id', params: { id: order.id } }),
      })),
    },
    {
      title: 'Customers',
      entries: (isCurrent ? (customers.data?.items ?? []) : []).map((customer) => ({
        id: `customer-${customer.id}`,
        label: `${customer.firstName} ${customer.lastName}${customer.company ? `, ${customer.company}` : ''}`,
        hint: `${customer.number} · ${customer.email}`,
        icon: IconUser,
        run: () => void navigate({ to: '/customers/$id', params: { id: customer.id } }),
      })),
    },
    {
      title: 'Go to',
      entries: [
        ...places.map(({ to, label, key, icon }) => ({
          id: `place-${key}`,
          label,
          hint: `g ${key}`,
          icon,
          run: () => void navigate({ to }),
        })),
        {
          id: 'place-account',
          label: 'Your account',
          icon: IconUserCog,
          run: () => void navigate({ to: '/account' }),
        },
        { id: 'place-help', label: 'Keyboard shortcuts', hint: '?', icon: IconKeyboard, run: onHelp },
      ].filter(fits),
    },
    {
      title: 'Search',
      entries:
        text.length < fewestLetters
          ? []
          : [
              {
                id: 'search-queue',
                label: `Search the queue for “${text}”`,
                icon: IconListDetails,
                run: () => void navigate({ to: '/', search: { text } }),
              },
            ],
    },
  ]
  const failed = orders.error ?? customers.error
  return {
    groups: groups.filter(({ entries }) => entries.length > 0),
    isSearching:
      text.length >= fewestLetters && (text !== searched || orders.isFetching || customers.isFetching),
    trouble: failed ? words(failed) : undefined,
  }
}
