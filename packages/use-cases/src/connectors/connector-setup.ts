import type { ConnectorFieldBody } from '@turnup/contracts'
import type { CheckResult, Json, Outcome } from '@turnup/domain'
import type { StoredConnectorSettings } from '@turnup/store'

/** What an administrator wants to be different, by the paths of the fields. */
export interface SettingsChange {
  /** null: none at all, whatever the environment says. */
  set: Record<string, Json>
  /** Goes back to what the environment says. */
  unset: string[]
}

/** A change that fits, and what would be kept after it. */
export interface JudgedChange {
  entered: Pick<StoredConnectorSettings, 'values' | 'secrets'>
  /** Connects with the settings as they would be and asks the outside system; keeps and changes nothing. */
  check(): Promise<CheckResult[]>
}

/** What the wiring knows of connectors and their settings; implemented in the server, which alone names connectors. */
export interface ConnectorSetup {
  /** Every connector that can be set up here, in use or not. */
  connectors: readonly string[]
  /** The form of a connector with what is in effect, given all that is kept. Never holds a secret. */
  describe(connector: string, stored: readonly StoredConnectorSettings[]): ConnectorFieldBody[]
  /** Judges a change as a start of the server would; a refusal names the field. */
  judge(
    connector: string,
    stored: readonly StoredConnectorSettings[],
    change: SettingsChange,
  ): Outcome<JudgedChange>
  /** Takes what is kept now into effect in this process. */
  refresh(): Promise<void>
}
