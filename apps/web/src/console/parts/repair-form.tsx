import { Button, Group, Radio, Stack, Textarea } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { isApiError } from '../../api/api-error.ts'
import { ActionTrouble } from './action-trouble.tsx'
import type { RepairDialogProps } from './repair-dialog.tsx'
import { firstDraft, parseRepair, type RepairDraft, type RepairProblems } from './repair-draft.ts'
import { RepairFields } from './repair-fields.tsx'
import { repairWords } from './repair-words.ts'

/** The choice of a repair and what it needs to know. */
export function RepairForm(props: Omit<RepairDialogProps, 'opened'>) {
  const { target, kinds, error, working = false } = props
  const [draft, setDraft] = useState(() => firstDraft(target, props.kind ?? kinds[0] ?? 'retry'))
  const [problems, setProblems] = useState<RepairProblems>({})
  const [settledError, setSettledError] = useState<unknown>()
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (Object.keys(problems).length > 0)
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [problems])
  const change = (part: Partial<RepairDraft>) => {
    setDraft((old) => ({ ...old, ...part }))
    setProblems({})
    // A refusal speaks of what was sent, not of what is being typed now.
    setSettledError(error)
  }
  const submit = () => {
    const parsed = parseRepair(draft)
    if (parsed.ok) props.onRepair(parsed.repair)
    else setProblems(parsed.problems)
  }
  const refusal = error === settledError ? undefined : error
  const atFields = problemOf(refusal)
  const shown = { ...atFields, ...problems }
  const words = repairWords[draft.kind]
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Stack>
        <Radio.Group
          label="What should happen?"
          value={draft.kind}
          onChange={(value) => change({ kind: kinds.find((kind) => kind === value) ?? draft.kind })}
        >
          <Stack gap="xs" mt="xs">
            {kinds.map((kind) => (
              <Radio
                key={kind}
                value={kind}
                label={repairWords[kind].name}
                description={repairWords[kind].explains}
                data-autofocus={kind === draft.kind || undefined}
              />
            ))}
          </Stack>
        </Radio.Group>
        <RepairFields target={target} draft={draft} problems={shown} onChange={change} />
        {draft.kind !== 'retry' && (
          <Textarea
            label="Reason"
            description="Kept in the audit log and shown in the order’s timeline."
            withAsterisk
            required
            autosize
            minRows={2}
            maxLength={500}
            value={draft.reason}
            onChange={(event) => change({ reason: event.currentTarget.value })}
            error={shown.reason}
          />
        )}
        {Object.keys(atFields).length === 0 && <ActionTrouble error={refusal} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={props.onClose}>
            Leave it as it is
          </Button>
          <Button type="submit" loading={working} color={draft.kind === 'skip' ? 'ember' : undefined}>
            {target.orders > 1 ? `${words.sends} (${target.orders} orders)` : words.sends}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** Where the server's refusal belongs in this form; it names paths such as repair.value. */
function problemOf(error: unknown): RepairProblems {
  if (!isApiError(error) || error.field === undefined) return {}
  const part = error.field.replace(/^repair\./, '').split('.')[0]
  const known = (['field', 'value', 'result', 'input', 'reason'] as const).find((name) => name === part)
  return known ? { [known]: error.message.replace(/^repair\.\w+[.:]\s*/, '') } : {}
}
