import { z } from 'zod'
import { textOf } from '../common.ts'

export const settingSources = ['environment', 'console', 'default', 'missing'] as const

/** One field of a connector's settings form, drawn from the connector's own schema. */
export const ConnectorFieldBody = z
  .object({
    path: z.string().describe('Where it stands in the settings, for example retry.attempts.'),
    label: z.string(),
    help: z.string().optional(),
    section: z.string().optional().describe('Heading under which it stands, where the form is long.'),
    kind: z.enum(['text', 'url', 'number', 'flag', 'choice', 'list', 'secret']),
    choices: z.array(z.string()).optional(),
    required: z.boolean(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    unit: z.string().optional().describe('For example milliseconds.'),
    multiline: z.boolean().optional().describe('Text of several lines, such as a certificate or a key.'),
    nullable: z
      .boolean()
      .optional()
      .describe('null is a value of its own: what it names does not exist in the outside system.'),
    value: z.json().optional().describe('Never sent for a secret.'),
    isSet: z.boolean().describe('For a secret this is all that is told.'),
    source: z
      .enum(settingSources)
      .describe(
        'environment: as the process was started; console: set here, which wins; default: neither, perhaps nothing at all; missing: required and not there.',
      ),
    problem: z
      .string()
      .optional()
      .describe('Why what is stored cannot be used; the connector rests until it is mended.'),
    variable: z.string().optional().describe('The environment variable that sets it as well.'),
  })
  .meta({ id: 'ConnectorField' })
export type ConnectorFieldBody = z.infer<typeof ConnectorFieldBody>

export const ConnectorSettingsBody = z
  .object({
    id: z.string(),
    version: z.int().describe('Send it back with a change; one that was overtaken is refused.'),
    fields: z.array(ConnectorFieldBody),
    changedAt: z.iso.datetime().optional(),
    changedBy: z.string().optional().describe('Name of the operator.'),
    paused: z.boolean().describe('It rests: after new credentials, offer to resume it.'),
  })
  .meta({ id: 'ConnectorSettings' })
export type ConnectorSettingsBody = z.infer<typeof ConnectorSettingsBody>

export const ChangeConnectorSettingsRequest = z
  .object({
    version: z.int().nonnegative(),
    set: z
      .record(z.string().max(200), z.json())
      .default({})
      .describe(
        'New values by path; secrets too. null means none at all, whatever the environment says. Whoever changes the host ' +
          'of an address enters the secrets that are sent there anew.',
      ),
    unset: z
      .array(z.string().max(200))
      .max(100)
      .default([])
      .describe('Paths that go back to what the environment says.'),
    reason: textOf(500),
  })
  .meta({ id: 'ChangeConnectorSettingsRequest' })
export type ChangeConnectorSettingsRequest = z.infer<typeof ChangeConnectorSettingsRequest>
