import { register } from 'node:module'

const switches = [
  'OTEL_EXPORTER_OTLP_ENDPOINT',
  'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT',
  'OTEL_EXPORTER_OTLP_METRICS_ENDPOINT',
  'OTEL_TRACES_EXPORTER',
  'OTEL_METRICS_EXPORTER',
]

/**
 * Starts OpenTelemetry when one of its standard variables asks for it; otherwise nothing of it is even loaded. Must run
 * before the modules it observes are imported.
 * @returns how to flush and end it, or undefined when it is off
 */
export async function startTelemetry(
  environment: Record<string, string | undefined>,
): Promise<(() => Promise<void>) | undefined> {
  const isAsked = switches.some((name) => environment[name] && environment[name] !== 'none')
  if (!isAsked || environment.OTEL_SDK_DISABLED === 'true') return undefined
  register('@opentelemetry/instrumentation/hook.mjs', import.meta.url)
  const { NodeSDK } = await import('@opentelemetry/sdk-node')
  const { getNodeAutoInstrumentations } = await import('@opentelemetry/auto-instrumentations-node')
  const sdk = new NodeSDK({
    serviceName: environment.OTEL_SERVICE_NAME ?? 'turnup',
    instrumentations: [
      getNodeAutoInstrumentations({
        '@opentelemetry/instrumentation-fs': { enabled: false },
        // Log lines carry the correlation id; parameters of statements stay out of traces.
        '@opentelemetry/instrumentation-pg': { enhancedDatabaseReporting: false },
      }),
    ],
  })
  sdk.start()
  return () => sdk.shutdown()
}
