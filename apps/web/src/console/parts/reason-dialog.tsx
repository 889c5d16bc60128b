import { Alert, Button, Group, Modal, Stack, Textarea } from '@mantine/core'
import { type ReactNode, useRef, useState } from 'react'
import { isApiError } from '../../api/api-error.ts'
import { ActionTrouble } from './action-trouble.tsx'

export interface ReasonDialogProps {
  opened: boolean
  onClose(): void
  title: string
  /** What will happen, so that nobody has to guess. */
  children?: ReactNode
  /** Words of the button that does it, for example Cancel the order. */
  confirm: string
  isDangerous?: boolean
  reasonLabel?: string
  placeholder?: string
  /** By default a reason is needed: it is kept in the audit log. */
  isReasonOptional?: boolean
  longest?: number
  /** Does it; close the dialog yourself when it has worked. */
  onConfirm(reason: string): void
  working?: boolean
  error?: unknown
}

/** Asks once more, with the reason, before something that colleagues and the audit will want explained. */
export function ReasonDialog({ opened, onClose, title, ...form }: ReasonDialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <ReasonForm {...form} onClose={onClose} />
    </Modal>
  )
}

function ReasonForm(props: Omit<ReasonDialogProps, 'opened' | 'title'>) {
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<string>()
  const field = useRef<HTMLTextAreaElement>(null)
  const { error, isReasonOptional = false, working = false } = props
  const isAboutReason = isApiError(error) && error.field === 'reason'
  const submit = () => {
    if (reason.trim() === '' && !isReasonOptional) {
      setProblem('Say why, in a few words.')
      field.current?.focus()
      return
    }
    props.onConfirm(reason.trim())
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Stack>
        {props.children && (
          <Alert color={props.isDangerous ? 'ember' : 'harbour'} variant="light">
            {props.children}
          </Alert>
        )}
        <Textarea
          label={props.reasonLabel ?? 'Reason'}
          description="Kept in the audit log and shown to colleagues."
          placeholder={props.placeholder}
          required={!isReasonOptional}
          withAsterisk={!isReasonOptional}
          ref={field}
          data-autofocus
          autosize
          minRows={2}
          maxLength={props.longest ?? 500}
          value={reason}
          onChange={(event) => {
            setReason(event.currentTarget.value)
            setProblem(undefined)
          }}
          error={problem ?? (isAboutReason ? error.message : undefined)}
        />
        {!isAboutReason && <ActionTrouble error={error} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={props.onClose}>
            Leave it as it is
          </Button>
          <Button type="submit" loading={working} color={props.isDangerous ? 'red.9' : undefined}>
            {props.confirm}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
