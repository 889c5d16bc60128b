import { ProviderError, redactText } from '@turnup/domain'
import { type DestinationStream, type Logger, pino } from 'pino'
import { redact } from './redact.ts'

/** Only what we know to be harmless: a database error's detail repeats values, a connector's may too. */
export function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error }
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {}
  const provider =
    error instanceof ProviderError
      ? { kind: error.kind, connector: error.connector, operation: error.operation }
      : {}
  const cause = error.cause === undefined ? {} : { cause: describeError(error.cause) }
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? []
  return {
    type: error.name,
    message: redactText(error.message),
    ...code,
    ...provider,
    stack: frames.slice(0, 12).join('\n'),
    ...cause,
  }
}

/**
 * The one logger (R010): pino behind the port named dino in the documents (X46). Every line goes through redaction,
 * so that no caller has to think of it.
 */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: {
      level: (label: string) => ({ level: label }),
      log: (fields: object) => redact(fields) as Record<string, unknown>,
    },
    serializers: {
      err: describeError,
      error: describeError,
    },
  }
  return destination ? pino(options, destination) : pino(options)
}
