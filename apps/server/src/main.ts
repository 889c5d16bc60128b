import { startTelemetry } from './observability/telemetry.ts'
import { formatProblems, readSettings } from './settings/read-settings.ts'

/**
 * The server as a program: reads the settings, starts, and stops cleanly on SIGTERM and SIGINT. Wrong settings are all
 * printed at once and end the program with code 78 (sysexits: configuration).
 */
async function main(): Promise<void> {
  const result = readSettings(process.env)
  if (!result.ok) {
    process.stderr.write(formatProblems(result.problems))
    process.exitCode = 78
    return
  }
  const endTelemetry = await startTelemetry(process.env)
  // Imported late, so that what OpenTelemetry observes is not loaded before it.
  const { startServer } = await import('./server.ts')
  const server = await startServer(result.settings)
  const stop = async (signal: string): Promise<void> => {
    server.services.log.info({ signal }, 'Stopping.')
    await server.stop()
    await endTelemetry?.()
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(signal))
}

await main()
