import { type UseMutationOptions, type UseMutationResult, useMutation } from '@tanstack/react-query'
import { useCallback, useRef } from 'react'

export type Action<Input, Result> = UseMutationResult<Result, Error, Input> & {
  /** Does it, unless it is being done already: a double click sends once. */
  run(input: Input): void
  /** The same, for code that goes on with the result. Resolves to undefined when it is being done already or fails. */
  runAsync(input: Input): Promise<Result | undefined>
}

/** A change that a person makes. Errors stay in `error`, to be shown beside the button. */
export function useAction<Input, Result>(
  act: (input: Input) => Promise<Result>,
  options: Omit<UseMutationOptions<Result, Error, Input>, 'mutationFn'> = {},
): Action<Input, Result> {
  const underWay = useRef(false)
  const mutation = useMutation<Result, Error, Input>({ ...options, mutationFn: act })
  const { mutateAsync } = mutation
  const runAsync = useCallback(
    async (input: Input) => {
      // The disabled button comes one drawing later; a second click may be faster than that.
      if (underWay.current) return undefined
      underWay.current = true
      try {
        return await mutateAsync(input)
      } catch {
        return undefined
      } finally {
        underWay.current = false
      }
    },
    [mutateAsync],
  )
  const run = useCallback((input: Input) => void runAsync(input), [runAsync])
  return { ...mutation, run, runAsync }
}
