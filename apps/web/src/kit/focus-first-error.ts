import type { FormErrors, UseFormReturnType } from '@mantine/form'

/** For the second place of `form.onSubmit`: the focus goes to the first field that is not right yet. */
export function focusFirstError<Values>(form: UseFormReturnType<Values>): (errors: FormErrors) => void {
  return (errors) => {
    const [first] = Object.keys(errors)
    if (first) form.getInputNode(first)?.focus()
  }
}
