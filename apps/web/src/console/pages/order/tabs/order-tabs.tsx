import { Tabs } from '@mantine/core'
import type { ConsoleOrderBody } from '@turnup/contracts'
import { type OrderTab, orderTabs } from '../order-search.ts'
import { AttemptsTab } from './attempts-tab.tsx'
import { ContentsTab } from './contents-tab.tsx'
import { DoorsTab } from './doors-tab.tsx'
import { MailsTab } from './mails-tab.tsx'
import { StoryTab } from './story-tab.tsx'

export interface OrderTabsProps {
  order: ConsoleOrderBody
  tab: OrderTab
  onTab(tab: OrderTab): void
}

const parts: Record<OrderTab, (props: { order: ConsoleOrderBody }) => React.ReactNode> = {
  story: StoryTab,
  attempts: AttemptsTab,
  contents: ContentsTab,
  mails: MailsTab,
  doors: DoorsTab,
}

/** What else is known about the order; which part is open stands in the address. */
export function OrderTabs({ order, tab, onTab }: OrderTabsProps) {
  const names: Record<OrderTab, string> = {
    story: 'Story and notes',
    attempts: 'Attempts',
    contents: 'Contents and mapping',
    mails: `Mails (${order.mails.length})`,
    doors: 'Doors and CRM',
  }
  return (
    <Tabs
      value={tab}
      onChange={(value) => onTab(orderTabs.find((one) => one === value) ?? 'story')}
      keepMounted={false}
    >
      <Tabs.List aria-label="More about this order">
        {orderTabs.map((one) => (
          <Tabs.Tab key={one} value={one}>
            {names[one]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {orderTabs.map((one) => {
        const Part = parts[one]
        return (
          <Tabs.Panel key={one} value={one} pt="md">
            <Part order={order} />
          </Tabs.Panel>
        )
      })}
    </Tabs>
  )
}
