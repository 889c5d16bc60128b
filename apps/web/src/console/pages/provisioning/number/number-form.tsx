import { Alert, Button, Group, NativeSelect, Radio, Stack, Text, Textarea } from '@mantine/core'
import { IconCircleCheck, IconPhoneOff, IconRefresh } from '@tabler/icons-react'
import type { NumberDialogBody } from '@turnup/contracts'
import { type SubmitEvent, useRef, useState } from 'react'
import { useLocale } from 'use-intl'
import { placeNumberOrder, replaceNumber } from '../../../api/provisioning.ts'
import { ActionTrouble } from '../../../parts/action-trouble.tsx'
import { useProvisioningAction } from '../use-provisioning-action.ts'
import { NumberFacts, PriceList } from './number-facts.tsx'
import { choiceOf, choicesOf, firstChoice, type Offer, offerLabel, rateWords } from './number-words.ts'

export interface NumberFormProps {
  orderId: string
  dialog: NumberDialogBody
  isReading: boolean
  /** Asks the provider anew. */
  onReadAgain(): void
  onClose(): void
}

export function NumberForm({ orderId, dialog, isReading, onReadAgain, onClose }: NumberFormProps) {
  const locale = useLocale()
  const [choice, setChoice] = useState(() => firstChoice(dialog))
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<string>()
  const reasonField = useRef<HTMLTextAreaElement>(null)
  const { original, canPlace, canReplace } = dialog
  // The carrier has said that the number is gone: another one takes its place, with the reason why.
  const isReplacing = canReplace && !canPlace
  const isOther = choice !== undefined && choice.offer.number !== original.number
  const ordering = useProvisioningAction(
    ({ offerId, planId }: { offerId: string; planId: string }) =>
      isReplacing
        ? replaceNumber(orderId, { offerId, planId, reason: reason.trim() })
        : placeNumberOrder(orderId, {
            offerId,
            planId,
            ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
          }),
    { says: () => 'The number is being ordered.', onDone: onClose },
  )
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!choice) return
    if (isReplacing && reason.trim() === '') {
      setProblem('Say why, in a few words.')
      reasonField.current?.focus()
      return
    }
    ordering.run({ offerId: choice.offer.offerId, planId: choice.plan.planId })
  }
  return (
    <form noValidate onSubmit={submit}>
      <Stack gap="lg">
        <Availability original={original} />
        <NumberChoice
          dialog={dialog}
          chosen={choice?.offer}
          onChoose={(offer) => setChoice(choiceOf(offer, choice?.plan.planId ?? original.chosenPlanId))}
          locale={locale}
        />
        <div>
          <Button
            size="xs"
            variant="subtle"
            leftSection={<IconRefresh size={15} aria-hidden />}
            loading={isReading}
            onClick={onReadAgain}
          >
            Ask the provider again
          </Button>
        </div>
        {choice && (
          <>
            <NumberFacts choice={choice} />
            <Radio.Group
              label="Capacity"
              value={choice.plan.planId}
              onChange={(planId) => setChoice(choiceOf(choice.offer, planId))}
            >
              <Stack gap="xs" mt="xs">
                {choice.offer.plans.map((plan) => (
                  <Radio
                    key={plan.planId}
                    value={plan.planId}
                    label={plan.name}
                    description={rateWords(plan, locale)}
                  />
                ))}
              </Stack>
            </Radio.Group>
            <PriceList plan={choice.plan} />
            {(isReplacing || isOther) && (
              <Textarea
                label={isReplacing ? 'Reason' : 'Reason for another number'}
                description="Kept in the audit log and shown in the order’s timeline."
                required={isReplacing}
                ref={reasonField}
                autosize
                minRows={2}
                maxLength={500}
                value={reason}
                onChange={(event) => {
                  setReason(event.currentTarget.value)
                  setProblem(undefined)
                }}
                error={problem}
              />
            )}
          </>
        )}
        <ActionTrouble error={ordering.error} />
        {!canPlace && !canReplace && (
          <Alert color="harbour" variant="light">
            This order does not wait for a number now. You can look, but not order.
          </Alert>
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          {(canPlace || canReplace) && choice && (
            <Button type="submit" loading={ordering.isPending}>
              {isReplacing ? 'Order this number instead' : 'Place order'}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  )
}

/** Whether the number that the customer chose is still there (R191). */
function Availability({ original }: { original: NumberDialogBody['original'] }) {
  if (original.isAvailable)
    return (
      <Alert color="harbour" variant="light" icon={<IconCircleCheck aria-hidden />}>
        The number that the customer chose, {original.number}, is available.
      </Alert>
    )
  return (
    <Alert
      color="ember"
      role="alert"
      icon={<IconPhoneOff aria-hidden />}
      title={original.warning ?? 'Original DID No Longer Available'}
    >
      The customer chose {original.number}. Choose another number from the same place, or cancel and ask the
      customer first.
    </Alert>
  )
}

interface NumberChoiceProps {
  dialog: NumberDialogBody
  chosen: Offer | undefined
  onChoose(offer: Offer): void
  locale: string
}

function NumberChoice({ dialog, chosen, onChoose, locale }: NumberChoiceProps) {
  const offers = choicesOf(dialog)
  if (offers.length === 0)
    return (
      <Text>
        The provider has no other number from this place now. Ask again later, or cancel the order with the
        customer’s consent.
      </Text>
    )
  return (
    <NativeSelect
      label={dialog.original.isAvailable ? 'Number' : 'Alternative number'}
      description={
        dialog.original.isAvailable
          ? 'The customer’s choice, or another one from the same place.'
          : 'From the same place as the original.'
      }
      value={chosen?.offerId ?? ''}
      onChange={(event) => {
        const offer = offers.find(({ offerId }) => offerId === event.currentTarget.value)
        if (offer) onChoose(offer)
      }}
      data={offers.map((offer) => ({ value: offer.offerId, label: offerLabel(offer, locale) }))}
      data-autofocus
    />
  )
}
