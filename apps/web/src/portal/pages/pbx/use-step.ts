import { useNavigate } from '@tanstack/react-router'
import type { PbxSetupBody } from '@turnup/contracts'
import { createContext, useContext, useEffect } from 'react'
import { ApiError, isApiError } from '../../../api/api-error.ts'
import { useFormErrors } from '../../../kit/use-form-errors.ts'
import { withDone } from './pbx-draft.ts'
import { usePbxDraft } from './pbx-draft-store.ts'
import { formNameOf, stepOfField } from './pbx-order-request.ts'
import { type StepName, stepAfter, stepBefore } from './steps.ts'

export interface Wizard {
  setup: PbxSetupBody
  step: StepName
  /** What the server found wrong when the order was sent, until the step that it is about is mended. */
  refusal: unknown
  setRefusal(error: unknown): void
}

/** What the steps share while the wizard is open. */
export const WizardContext = createContext<Wizard | undefined>(undefined)

export function useWizard(): Wizard {
  const wizard = useContext(WizardContext)
  if (!wizard) throw new Error('A step stands outside of the wizard.')
  return wizard
}

/** The step that is shown: what was written so far, how it is changed, and the ways on and back. */
export function useStep() {
  const wizard = useWizard()
  const { step, refusal, setRefusal } = wizard
  const navigate = useNavigate()
  const { draft, change } = usePbxDraft()
  const progress = { needsRegistration: draft.hold?.offer.needsRegistration ?? false }
  const goOn = () => {
    change((before) => withDone(before, step))
    if (isOfStep(refusal, step)) setRefusal(undefined)
    void navigate({ to: '/pbx/$step', params: { step: stepAfter(step, progress) } })
  }
  return { ...wizard, draft, change, goOn, before: stepBefore(step, progress) }
}

/**
 * Puts what the server found wrong with this step's fields beside them, and the focus there.
 * @returns what belongs to the step and to none of its fields
 */
export function useStepRefusal(form: Parameters<typeof useFormErrors>[0]): unknown {
  const { refusal, step } = useWizard()
  const own = isOfStep(refusal, step) ? withFormName(refusal) : undefined
  const rest = useFormErrors(form, own)
  const name = own?.field
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the step appears with it
  useEffect(() => {
    if (name === undefined) return
    // The heading takes the focus when a page appears; the wrong field helps more.
    const frame = requestAnimationFrame(() => form.getInputNode(name)?.focus())
    return () => cancelAnimationFrame(frame)
  }, [name])
  return rest
}

const renamed = new WeakMap<ApiError, ApiError>()

/** The same object for the same refusal, so that it is written into the form once. */
function withFormName(error: ApiError): ApiError {
  const before = renamed.get(error)
  if (before) return before
  const { status, code, message, correlationId } = error
  const parts = { code, message, ...(correlationId === undefined ? {} : { correlationId }) }
  const named = new ApiError(status, { ...parts, field: formNameOf(error.field ?? '') })
  renamed.set(error, named)
  return named
}

function isOfStep(error: unknown, step: StepName): error is ApiError {
  return isApiError(error) && stepOfField(error.field) === step
}
