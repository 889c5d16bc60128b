import { type ChangeEvent, type ReactNode, type SubmitEvent, useRef, useState } from 'react'

/** Says what is wrong with one field, or null. */
export type FieldRule<Values, Value> = (value: Value, values: Values) => string | null

export interface FieldsOptions<Values> {
  initialValues: Values
  /** In the order of the form: the focus goes to the first field that is not right. */
  rules?: { [Name in keyof Values]?: FieldRule<Values, Values[Name]> }
  onChange?: (values: Values) => void
}

/** Names of the fields that hold text. */
type TextName<Values> = { [Name in keyof Values]: Values[Name] extends string ? Name : never }[keyof Values]

export type Fields<Values> = ReturnType<typeof useFields<Values>>

/**
 * A flat form: values, what is wrong with them, and props for the inputs. Does for the portal what @mantine/form does for
 * the console, in a tenth of the bytes, because the portal's first load has a budget. Fits `useFormErrors`.
 */
export function useFields<Values>({ initialValues, rules = {}, onChange }: FieldsOptions<Values>) {
  const [values, setValuesState] = useState(initialValues)
  const [errors, setErrors] = useState<{ [Name in keyof Values]?: ReactNode }>({})
  const present = useRef(values)
  const setValues = (changed: Partial<Values>) => {
    present.current = { ...present.current, ...changed }
    setValuesState(present.current)
    setErrors((before) => without(before, Object.keys(changed)))
    onChange?.(present.current)
  }
  const getInputNode = (name: string) => document.querySelector<HTMLElement>(`[data-path="${name}"]`)
  const check = (): boolean => {
    const found: { [Name in keyof Values]?: string } = {}
    for (const name of Object.keys(rules) as (keyof Values & string)[]) {
      const problem = rules[name]?.(present.current[name], present.current)
      if (problem) found[name] = problem
    }
    setErrors(found)
    const [first] = Object.keys(found)
    if (first) getInputNode(first)?.focus()
    return first === undefined
  }
  return {
    values,
    errors,
    getValues: () => present.current,
    setValues,
    setFieldError: (name: string, error: ReactNode) => setErrors((before) => ({ ...before, [name]: error })),
    getInputNode,
    /** Props of a text input or a native select. */
    input: (name: TextName<Values> & string) => ({
      'data-path': name,
      value: values[name] as string,
      error: errors[name],
      onChange: (event: ChangeEvent<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>) =>
        setValues({ [name]: event.currentTarget.value } as Partial<Values>),
    }),
    /** For `onSubmit` of the form: sends what is right, else shows what is not. */
    submit: (send: (values: Values) => void) => (event: SubmitEvent<HTMLFormElement>) => {
      event.preventDefault()
      if (check()) send(present.current)
    },
    reset: () => setValues(initialValues as Partial<Values>),
  }
}

function without<Errors extends object>(errors: Errors, names: string[]): Errors {
  return Object.fromEntries(Object.entries(errors).filter(([name]) => !names.includes(name))) as Errors
}
