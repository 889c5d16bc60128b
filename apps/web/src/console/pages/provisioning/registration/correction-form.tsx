import { Button, Checkbox, Group, Stack, Text, Textarea } from '@mantine/core'
import { type SubmitEvent, useEffect, useRef, useState } from 'react'
import { requestCorrection } from '../../../api/provisioning.ts'
import { ActionTrouble } from '../../../parts/action-trouble.tsx'
import { useProvisioningAction } from '../use-provisioning-action.ts'
import { type Field, fieldWords, paperKinds, paperWords, sections } from './field-words.ts'
import type { Finding } from './problem-notes.tsx'
import styles from './registration.module.css'
import type { RegistrationBody } from './review-part.tsx'

export interface CorrectionFormProps {
  orderId: string
  registration: RegistrationBody
  /** Fields that the customer has filled in. */
  given: readonly Field[]
  /** What is wrong is chosen from the start, and its words begin the message. */
  findings: readonly Finding[]
  onClose(): void
}

const longest = 1_000

export function CorrectionForm({ orderId, registration, given, findings, onClose }: CorrectionFormProps) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () => new Set(findings.flatMap(({ fields, proofsOf }) => [...fields, ...proofsOf.map(paperKey)])),
  )
  const [message, setMessage] = useState(() => findings.map((finding) => finding.message).join('\n'))
  const [isTried, setTried] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  // The button that opened the form is gone.
  useEffect(() => form.current?.querySelector<HTMLElement>('input, textarea')?.focus(), [])
  const asking = useProvisioningAction(
    () =>
      requestCorrection(orderId, {
        fields: allFields.filter((field) => chosen.has(field)),
        proofsOf: paperKinds.filter((kind) => chosen.has(paperKey(kind))),
        message: message.trim(),
      }),
    { says: () => 'The customer is asked by mail.', onDone: onClose },
  )
  const problems = {
    choice: chosen.size === 0 ? 'Choose what is to be corrected.' : undefined,
    message: message.trim() === '' ? 'Write what is wrong and what to enter.' : undefined,
  }
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    setTried(true)
    if (problems.choice) form.current?.querySelector<HTMLElement>('input')?.focus()
    else if (problems.message) form.current?.querySelector<HTMLElement>('textarea')?.focus()
    else asking.run(undefined)
  }
  return (
    <form ref={form} noValidate onSubmit={submit}>
      <Stack>
        {sections.map(({ key, title, fields }) => {
          const shown = fields.filter(
            (field) =>
              registration.requiredFields.includes(field) || given.includes(field) || chosen.has(field),
          )
          if (shown.length === 0) return null
          return (
            <Choices
              key={key}
              label={title}
              options={shown.map((field) => ({ value: field, label: fieldWords[field] }))}
              chosen={chosen}
              onChange={setChosen}
            />
          )
        })}
        {registration.proofs.length > 0 && (
          <Choices
            label="Papers to be sent anew"
            options={registration.proofs.map(({ of }) => ({ value: paperKey(of), label: paperWords[of] }))}
            chosen={chosen}
            onChange={setChosen}
          />
        )}
        {isTried && problems.choice && (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {problems.choice}
          </Text>
        )}
        <Textarea
          label="Message to the customer"
          description="What is wrong and what to enter. It is mailed with a link that opens only what you chose, for 14 days."
          required
          autosize
          minRows={3}
          maxLength={longest}
          value={message}
          onChange={(event) => setMessage(event.currentTarget.value)}
          error={isTried && problems.message}
        />
        <ActionTrouble error={asking.error} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            Leave it as it is
          </Button>
          <Button type="submit" loading={asking.isPending}>
            Ask the customer
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

const allFields = sections.flatMap(({ fields }) => fields)

/** Fields and papers share one choice. */
function paperKey(kind: string): string {
  return `paper:${kind}`
}

interface ChoicesProps {
  label: string
  options: { value: string; label: string }[]
  chosen: ReadonlySet<string>
  onChange(chosen: ReadonlySet<string>): void
}

function Choices({ label, options, chosen, onChange }: ChoicesProps) {
  return (
    <fieldset style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
      <legend style={{ padding: 0, marginBottom: 6, fontWeight: 600 }}>{label}</legend>
      <div className={styles.choices}>
        {options.map((option) => (
          <Checkbox
            key={option.value}
            label={option.label}
            checked={chosen.has(option.value)}
            onChange={() => onChange(chosen.symmetricDifference(new Set([option.value])))}
          />
        ))}
      </div>
    </fieldset>
  )
}
