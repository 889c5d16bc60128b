import { type JsonObject, type PlanInput, type PortRole, redactText } from '@turnup/domain'
import { actionRegistry, connectorOfStep } from '@turnup/fulfilment'
import type { Context } from '../context.ts'

interface DescribedStep {
  describe: string
  role?: PortRole
  connector?: string
}

/**
 * What a step does, in one line, and which outside system it concerns. References to results that are not there yet
 * stand in the line by name.
 */
export function describeStep(
  { connectorOf }: Pick<Context, 'connectorOf'>,
  step: { key: string; action: string; input: Record<string, PlanInput> },
  resultOf: (key: string) => JsonObject | undefined = () => undefined,
): DescribedStep {
  const action = actionRegistry.get(step.action)
  if (!action) return { describe: step.key }
  const { role } = action
  const connector = connectorOfStep(connectorOf, step)
  return {
    describe: redactText(lineOf(() => action.describe(filledIn(step.input, resultOf) as never), step.key)),
    ...(role ? { role } : {}),
    ...(connector ? { connector } : {}),
  }
}

/** An input that was repaired by hand may miss what the line speaks of; then the key has to do. */
function lineOf(describe: () => string, key: string): string {
  try {
    return describe()
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) return key
    throw error
  }
}

function filledIn(value: unknown, resultOf: (key: string) => JsonObject | undefined): unknown {
  if (Array.isArray(value)) return value.map((entry) => filledIn(entry, resultOf))
  if (typeof value !== 'object' || value === null) return value
  if ('$result' in value && 'path' in value) {
    const path = String(value.path)
    return at(resultOf(String(value.$result)), path) ?? `(${path} of ${String(value.$result)})`
  }
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, filledIn(entry, resultOf)]))
}

function at(result: JsonObject | undefined, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, part) =>
        typeof value === 'object' && value !== null ? (value as JsonObject)[part] : undefined,
      result,
    )
}
