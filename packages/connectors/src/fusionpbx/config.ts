import { z } from 'zod'

const host = z
  .string()
  .regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$|^[0-9a-f:]+$/i, 'Enter a host name or an IP address.')
const domain = z
  .string()
  .regex(
    /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,63}$/,
    'Enter a domain in small letters, like pbx.example.com.',
  )
const port = z.coerce.number().int().min(1).max(65_535)

/** Settings of the FusionPBX connector; the titles and descriptions are the form in the console (R150, R152). */
export const FusionPbxConfig = z.object({
  serverName: z.string().min(1).default('FusionPBX').meta({
    title: 'Name of the server',
    description: 'Shown in the preview of an order and in mails.',
  }),
  baseDomain: domain.meta({
    title: 'Base domain',
    description: 'Tenants are made under it; its DNS needs a wildcard that leads to the server.',
  }),
  templateDomain: domain.meta({
    title: 'Template tenant',
    description:
      'Domain of a tenant made in FusionPBX once; its standard dialplans are copied to each new tenant.',
  }),
  loginUrl: z
    .string()
    .regex(/^https?:\/\/\S+$/, 'Enter an address that begins with https://.')
    .default('https://{domain}/')
    .meta({ title: 'Where admins sign in', description: '{domain} stands for the domain of the tenant.' }),

  databaseHost: host.meta({ title: 'Database server', receives: ['databasePassword'] }),
  databasePort: port.default(5_432).meta({ title: 'Port of the database server' }),
  databaseName: z.string().min(1).default('fusionpbx').meta({ title: 'Database' }),
  databaseUser: z.string().min(1).default('turnup_provisioning').meta({
    title: 'Database user',
    description: 'A role with the rights of role.sql and no others.',
  }),
  databasePassword: z.string().min(1).meta({ title: 'Database password', secret: true }),
  databaseTls: z.boolean().optional().meta({
    title: 'TLS to the database',
    description: 'On unless the database is on this machine. The certificate is checked.',
  }),
  databaseAuthority: z.string().includes('BEGIN CERTIFICATE').optional().meta({
    title: 'Certificate authority of the database (PEM)',
    description: 'Only where it is not a public one; the certificate itself, where it signed itself.',
    multiline: true,
  }),
  maxConnections: z.coerce
    .number()
    .int()
    .min(1)
    .max(50)
    .default(4)
    .meta({ title: 'Database connections at once' }),

  switchHost: host.meta({ title: 'Event socket of FreeSWITCH', receives: ['switchPassword'] }),
  switchPort: port.default(8_021).meta({ title: 'Port of the event socket' }),
  switchPassword: z.string().min(1).meta({ title: 'Password of the event socket', secret: true }),
  switchTls: z.boolean().optional().meta({
    title: 'TLS to the event socket',
    description:
      'On unless it is on this machine. FreeSWITCH itself has none: put stunnel or the like in front.',
  }),
  switchAuthority: z.string().includes('BEGIN CERTIFICATE').optional().meta({
    title: 'Certificate authority of the event socket (PEM)',
    multiline: true,
  }),
  cacheMethod: z.enum(['file', 'memcache']).default('file').meta({
    title: 'Cache of the switch',
    description: 'As in FusionPBX under Advanced, Default Settings, Cache, method.',
  }),
  gatewayProfile: z
    .string()
    .regex(/^[\w-]+$/, 'Letters, digits and hyphens.')
    .default('external')
    .meta({ title: 'SIP profile of gateways' }),

  allowSuperadmin: z.boolean().default(false).meta({
    title: 'Admins may be superadmins',
    description: 'A superadmin sees every tenant of this server. Leave it off.',
  }),
  uniqueUsernames: z.boolean().default(false).meta({
    title: 'User names are unique across tenants',
    description: 'As in FusionPBX under Advanced, Default Settings, Users, unique = global.',
  }),
  callerIdPlus: z.boolean().default(false).meta({
    title: 'Caller ids begin with a plus',
    description: 'As the carrier wants them: +14165550100 instead of 14165550100.',
  }),
  serviceUserId: z.uuid().optional().meta({
    title: 'Id of the user who makes rows',
    description: 'user_uuid of a FusionPBX user made for Turnup; shown there as who added something.',
  }),
  timeoutMs: z.coerce.number().int().min(100).max(120_000).default(15_000).meta({
    title: 'Longest wait for an answer',
    unit: 'milliseconds',
  }),
})
export type FusionPbxConfig = z.infer<typeof FusionPbxConfig>

/** Is this machine meant? Then nothing leaves it, and TLS is not asked for. */
export function isLoopback(name: string): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|::1)$/.test(name)
}
