import { useLocation } from '@tanstack/react-router'
import { announce } from '../../../kit/announce.tsx'
import { Page } from '../../../kit/page.tsx'
import { useAction } from '../../../kit/use-action.ts'
import { dryRun } from '../../api/dry-run.ts'
import { DryRunForm } from './dry-run-form.tsx'
import { DryRunResult } from './dry-run-result.tsx'

/** The plan that an order would get now. A customer number may come along behind # in the address. */
export function DryRunPage() {
  const { hash } = useLocation()
  const run = useAction(dryRun, {
    onSuccess: ({ ok }) =>
      announce(ok ? 'The plan is shown below.' : 'This order cannot be carried out as it is.'),
  })
  return (
    <Page
      title="Dry run"
      intro="See what Turnup would do with an order, in which systems, and why. It only reads: nothing is ordered, sent or changed."
    >
      <DryRunForm
        customerNumber={/^[A-Za-z0-9][\w./-]{0,39}$/.test(hash) ? hash : ''}
        onAsk={run.run}
        asking={run.isPending}
        error={run.error}
      />
      {run.data && !run.isPending && <DryRunResult result={run.data} />}
    </Page>
  )
}
