import { type FormField, fieldsOf } from './form-fields.ts'
import { groupSchemas, type SettingsGroup } from './settings.ts'
import { variables } from './variables.ts'

/** A field of a connector's form, and where its value stands among all settings. */
export interface ConnectorField extends FormField {
  /** '<group>.<path>' */
  place: string
  /** The environment variable that sets it as well. */
  variable?: string
}

/** Which groups of settings belong to one outside system, and under which path its form has them. */
const groupsByConnector: Record<string, { group: SettingsGroup; under: string }[]> = {
  salesforce: [
    { group: 'salesforce', under: '' },
    { group: 'pubsub', under: 'pubsub.' },
  ],
  whmcs: [{ group: 'whmcs', under: '' }],
  es2plus: [{ group: 'es2plus', under: '' }],
  mvne: [{ group: 'mvne', under: '' }],
  fusionpbx: [{ group: 'fusionpbx', under: '' }],
  'voip-ms': [{ group: 'voipMs', under: '' }],
  didww: [{ group: 'didww', under: '' }],
  smtp: [{ group: 'smtp', under: '' }],
  sendgrid: [{ group: 'sendgrid', under: '' }],
}

/** One choice of the provider's policy, which other parts follow too: set once, in the environment. */
const decidedByPolicy = new Set([
  'salesforce.currency',
  'salesforce.fieldProfile',
  'salesforce.eligibility',
  'salesforce.eligibilityRules',
  'salesforce.opportunity.enabled',
  'salesforce.opportunity.required',
  'whmcs.currency',
])

/** Derived from the master key unless set. */
const derived = new Set(['es2plus.matchingIdSecret'])

/** Headings of groups that are a part of another connector's form. */
const headings: Partial<Record<SettingsGroup, string>> = { pubsub: 'Platform events' }

/** The forms of all connectors, drawn from their own schemas. */
export const connectorForms: ReadonlyMap<string, readonly ConnectorField[]> = new Map(
  Object.entries(groupsByConnector).map(([connector, groups]) => [
    connector,
    groups.flatMap(({ group, under }) => formOf(group, under)),
  ]),
)

/** The groups of settings that a connector reads. */
export function groupsOf(connector: string): SettingsGroup[] {
  return (groupsByConnector[connector] ?? []).map(({ group }) => group)
}

function formOf(group: SettingsGroup, under: string): ConnectorField[] {
  const heading = headings[group]
  return fieldsOf(groupSchemas[group])
    .map((field): ConnectorField => {
      const place = `${group}.${field.path}`
      const section = [heading, field.section].filter(Boolean).join(': ')
      return {
        ...field,
        path: `${under}${field.path}`,
        place,
        ...(section ? { section } : {}),
        required: field.required && !derived.has(place),
        variable: variables.find(({ paths }) => paths.includes(place))?.name,
      }
    })
    .filter(({ place }) => !decidedByPolicy.has(place))
}
