import type { CheckResult } from '@turnup/domain'
import type { StoredConnectorSettings } from '@turnup/store'
import { connectorForms } from './connector-forms.ts'
import { isEntered, sourceOf } from './describe-connector.ts'
import { valueAt } from './raw-values.ts'
import type { Settings } from './settings.ts'

/** Where each connector's settings come from, for `turnup doctor`: names of fields and variables, never values. */
export function settingSources(started: Settings, stored: readonly StoredConnectorSettings[]): CheckResult[] {
  return [...connectorForms].flatMap(([connector, form]): CheckResult[] => {
    const entered = stored.find((one) => one.connector === connector)
    const from = (source: string) =>
      form.filter((field) => sourceOf(field, started, entered, false) === source).map(({ path }) => path)
    const [inConsole, inEnvironment] = [from('console'), from('environment')]
    if (inConsole.length + inEnvironment.length === 0) return []
    const overruled = form
      .filter(({ path, place }) => isEntered(path, entered) && valueAt(started.written, place) !== undefined)
      .flatMap(({ variable }) => variable ?? [])
    const parts = [
      inConsole.length > 0 ? `from the console ${inConsole.join(', ')}` : '',
      inEnvironment.length > 0 ? `from the environment ${inEnvironment.join(', ')}` : '',
      'the rest by default',
      overruled.length > 0 ? `overruled by the console: ${overruled.join(', ')}` : '',
    ]
    const what = `Settings of ${connector}: ${parts.filter(Boolean).join('; ')}.`
    return [{ id: `settings.${connector}`, level: 'ok', what }]
  })
}
