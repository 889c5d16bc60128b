import { Button, Text } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import type { BulkRepairRequest, ConsoleOrderSummaryBody } from '@turnup/contracts'
import { useState } from 'react'
import { announce } from '../../../kit/announce.tsx'
import { useAction } from '../../../kit/use-action.ts'
import { ordersKey, repairInBulk } from '../../api/orders.ts'
import { ActionTrouble } from '../../parts/action-trouble.tsx'
import { ReasonDialog } from '../../parts/reason-dialog.tsx'
import { RepairDialog } from '../../parts/repair-dialog.tsx'
import { type BulkResult, outcomeWords, resultOfRepair } from './bulk-result.ts'
import { cancelEach } from './cancel-each.ts'
import styles from './queue.module.css'

export interface BulkBarProps {
  orders: ConsoleOrderSummaryBody[]
  onClear(): void
  onDone(result: BulkResult): void
}

const kinds = ['retry', 'skip', 'change-input', 'adopt', 'replace'] as const

/** What can be done with all orders that are selected. */
export function BulkBar({ orders, onClear, onDone }: BulkBarProps) {
  const queryClient = useQueryClient()
  const [dialog, setDialog] = useState<'repair' | 'cancel'>()
  const [done, setDone] = useState(0)
  const finish = (result: BulkResult) => {
    setDialog(undefined)
    onDone(result)
    announce(outcomeWords(result))
    void queryClient.invalidateQueries({ queryKey: ordersKey })
  }
  const repairing = useAction(repairInBulk, { onSuccess: (answer) => finish(resultOfRepair(answer, orders)) })
  const cancelling = useAction((reason: string) => cancelEach(orders, reason, setDone), { onSuccess: finish })
  const repair = (body: Pick<BulkRepairRequest, 'repair'>) =>
    repairing.run({ orderIds: orders.map(({ id }) => id), ...body })
  const name = orders.length === 1 ? '1 order' : `${orders.length} orders`
  return (
    <section className={styles.bulk} aria-label="Selected orders">
      <Text fw={650} mr="auto" role="status">
        {name} selected
      </Text>
      <Button
        size="sm"
        leftSection={<IconRefresh size={16} aria-hidden />}
        loading={repairing.isPending && dialog === undefined}
        onClick={() => repair({ repair: { kind: 'retry' } })}
      >
        Try stuck steps again
      </Button>
      <Button size="sm" variant="default" onClick={() => setDialog('repair')}>
        Another repair…
      </Button>
      <Button size="sm" variant="default" onClick={() => setDialog('cancel')}>
        Cancel…
      </Button>
      <Button size="sm" variant="subtle" onClick={onClear}>
        Clear selection
      </Button>
      {dialog === undefined && <ActionTrouble error={repairing.error} />}
      <RepairDialog
        opened={dialog === 'repair'}
        onClose={() => setDialog(undefined)}
        target={{ name, orders: orders.length }}
        kinds={kinds}
        onRepair={(chosen) => repair({ repair: chosen })}
        working={repairing.isPending}
        error={repairing.error}
      />
      <ReasonDialog
        opened={dialog === 'cancel'}
        onClose={() => setDialog(undefined)}
        title={`Cancel ${name}`}
        confirm={cancelling.isPending ? `${done} of ${orders.length} done` : `Cancel ${name}`}
        isDangerous
        placeholder="For example: the product was withdrawn"
        onConfirm={(reason) => cancelling.run(reason)}
        working={cancelling.isPending}
        error={cancelling.error}
      >
        What was made outside is taken back, last step first. Orders past their point of no return are left as
        they are, and you will see which.
      </ReasonDialog>
    </section>
  )
}
