import { Alert, Stack } from '@mantine/core'
import type { ConsoleOrderBody } from '@turnup/contracts'
import { useShortcuts } from '../../shell/shortcuts.ts'
import { PbxPanel } from '../provisioning/pbx-panel.tsx'
import { NextActionCard } from './next-action-card.tsx'
import { OrderActions } from './order-actions.tsx'
import type { OrderSearch } from './order-search.ts'
import { PlanSection } from './plan/plan-section.tsx'
import { WhyThisPlan } from './plan/why-this-plan.tsx'
import { StepPanel } from './step/step-panel.tsx'
import { OrderTabs } from './tabs/order-tabs.tsx'

export interface OrderDetailProps {
  order: ConsoleOrderBody
  search: OrderSearch
  onSearch(part: OrderSearch): void
}

export function OrderDetail({ order, search, onSearch }: OrderDetailProps) {
  const { steps } = order.plan
  const step = steps.find(({ key }) => key === search.step)
  const mayNote = order.allowedActions.includes('note')
  const writeNote = () => {
    onSearch({ tab: 'story' })
    // The field may have to be drawn first.
    requestAnimationFrame(() => requestAnimationFrame(() => document.getElementById('note')?.focus()))
  }
  const move = (by: 1 | -1) => {
    const at = steps.findIndex(({ key }) => key === search.step)
    const next = steps[at === -1 ? (by === 1 ? 0 : steps.length - 1) : at + by]
    if (next) onSearch({ step: next.key })
  }
  const close = () => {
    const key = search.step ?? ''
    onSearch({ step: undefined })
    document.querySelector<HTMLElement>(`[data-step="${CSS.escape(key)}"]`)?.focus()
  }
  useShortcuts({ j: () => move(1), k: () => move(-1), ...(mayNote ? { n: writeNote } : {}) })
  return (
    <Stack gap="xl">
      <NextActionCard order={order}>
        <OrderActions order={order} onNote={writeNote} />
      </NextActionCard>
      <PbxPanel order={order} />
      <PlanSection
        order={order}
        chosen={step?.key}
        view={search.plan}
        onChoose={(key) => onSearch({ step: key })}
        onView={(plan) => onSearch({ plan })}
      >
        {search.step !== undefined && !step && steps.length > 0 && (
          <Alert color="ember">This order has no step {search.step}. Choose one in the plan.</Alert>
        )}
        {step && <StepPanel order={order} step={step} onClose={close} />}
        <WhyThisPlan plan={order.plan} />
      </PlanSection>
      <OrderTabs order={order} tab={search.tab ?? 'story'} onTab={(tab) => onSearch({ tab })} />
    </Stack>
  )
}
