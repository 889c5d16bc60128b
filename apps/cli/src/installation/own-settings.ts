import { readFileSync } from 'node:fs'

/** The settings that somebody has written: those of the file that TURNUP_SETTINGS names, and above it the environment. */
export function writtenSettings(environment: NodeJS.ProcessEnv): Record<string, unknown> {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()))
  if (!given.TURNUP_SETTINGS) return given
  try {
    return { ...JSON.parse(readFileSync(given.TURNUP_SETTINGS, 'utf8')), ...given }
  } catch {
    // The server says what is wrong with the file, together with every other problem.
    return given
  }
}

/** What a process needs from the machine, whatever it does; no setting of ours is among it. */
export function bareEnvironment(environment: NodeJS.ProcessEnv): Record<string, string> {
  const wanted =
    /^(PATH|HOME|USER|TMPDIR|TZ|LANG|LC_\w+|LOG_LEVEL|NODE_OPTIONS|NODE_COMPILE_CACHE|NODE_EXTRA_CA_CERTS|OTEL_\w+)$/
  const entries = Object.entries(environment).filter(
    ([name, value]) => value !== undefined && wanted.test(name),
  )
  return Object.fromEntries(entries) as Record<string, string>
}
