import type { SettingsChange } from '@turnup/use-cases'
import type { ConnectorField } from './connector-forms.ts'
import { valueAt } from './raw-values.ts'
import type { Settings } from './settings.ts'

interface Change extends SettingsChange {
  started: Settings
  before: Settings
  after: Settings
}

/**
 * Secrets can be written here and never read. So nobody may have one sent to a host of their choice: with another host,
 * the secrets that are sent there are entered anew. Host and secret may always go back together to what the environment
 * says.
 */
export function secretToEnterAnew(
  form: readonly ConnectorField[],
  { started, before, after, set, unset }: Change,
): ConnectorField | undefined {
  for (const address of form.filter(({ receives }) => receives)) {
    const hostIn = (settings: Settings) => hostOf(valueAt(settings.written, address.place))
    for (const path of address.receives ?? []) {
      const secret = form.find((field) => field.path === path)
      if (!secret || Object.hasOwn(set, path)) continue
      const valueIn = (settings: Settings) => valueAt(settings.written, secret.place)
      const isAsIn = (other: Settings) => hostIn(after) === hostIn(other) && valueIn(after) === valueIn(other)
      const stays = isAsIn(before) && !unset.includes(path)
      if (valueIn(after) !== undefined && !stays && !isAsIn(started)) return secret
    }
  }
  return undefined
}

/** Of a URL, or of 'host:port'; undefined is the address that the connector has by itself. */
function hostOf(address: unknown): string | undefined {
  if (typeof address !== 'string') return undefined
  const url = address.includes('://') ? address : `tcp://${address}`
  return URL.canParse(url) ? new URL(url).hostname.toLowerCase() : address
}
