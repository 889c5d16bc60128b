import { type ReactNode, useEffect } from 'react'
import { isApiError } from '../api/api-error.ts'
import { useErrorWords } from './use-error-words.ts'

/** As much of a form as is needed here: of @mantine/form or of `useFields`. */
interface FormWithErrors {
  getValues(): unknown
  setFieldError(field: string, error: ReactNode): void
  getInputNode(field: string): HTMLElement | null
}

/**
 * Puts a refusal that names a field of the form beside that field, and the focus there.
 * @returns the error when it belongs to no field, to be shown as a notice
 */
export function useFormErrors(form: FormWithErrors, error: unknown): unknown {
  const words = useErrorWords()
  const field = isApiError(error) ? error.field : undefined
  const isOfForm = field !== undefined && field in (form.getValues() as object)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new error is the only reason to write into the form
  useEffect(() => {
    if (!isOfForm || field === undefined) return
    form.setFieldError(field, words(error))
    form.getInputNode(field)?.focus()
  }, [error])
  return error && !isOfForm ? error : undefined
}
