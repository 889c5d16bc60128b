import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createMetrics } from './metrics.ts'

const rules = readFileSync(join(import.meta.dirname, '../../../../docs/prometheus-alerts.yml'), 'utf8')

test('the alert rules that we ship speak of measurements and labels that exist (R144)', async () => {
  const known = new Map<string, string[]>()
  for (const metric of createMetrics().registry.getMetricsAsArray()) {
    const { name, labelNames } = metric as typeof metric & { labelNames: string[] }
    known.set(name, labelNames)
    known.set(`${name}_bucket`, labelNames)
  }
  const used = [...rules.matchAll(/(turnup_[a-z_]+)(?:\{([^}]*)\})?/g)]
  expect(used.length).toBeGreaterThan(10)
  for (const [, name = '', selector = ''] of used) {
    expect(known.keys(), name).toContain(name)
    for (const [, label] of selector.matchAll(/(\w+)=/g)) expect(known.get(name), name).toContain(label)
  }
})
