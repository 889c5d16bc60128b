import ipaddr from 'ipaddr.js'
import { z } from 'zod'
import { isLoopbackHost } from '../http/loopback.ts'

/** An address or a range of addresses, IPv4 or IPv6. */
export const IpRange = z
  .string()
  .refine(
    (text) => (text.includes('/') ? ipaddr.isValidCIDR(text) : ipaddr.isValid(text)),
    'must be an IP address or a range such as 203.0.113.0/24',
  )

const Port = z.number().int().min(0).max(65_535)
const namedRanges = ['loopback', 'linklocal', 'uniquelocal'] as const

const DemoPerson = z.object({ name: z.string(), email: z.email(), password: z.string().min(1) })

/** People whom anybody may sign in as: shown on the pages, to whoever reaches them. */
export const DemoSettings = z.object({
  customer: DemoPerson,
  operator: DemoPerson,
  sandboxUrl: z.url({ protocol: /^https?$/ }),
})
export type DemoSettings = z.infer<typeof DemoSettings>

const ServerGroup = z.object({
  host: z.string().min(1).default('127.0.0.1'),
  port: Port.default(3_000),
  publicUrl: z.url({ protocol: /^https?$/ }),
  trustProxy: z.array(z.union([z.enum(namedRanges), IpRange])).default([]),
  allowInsecureHttp: z.boolean().default(false),
  bodyLimitBytes: z.number().int().min(1_024).default(262_144),
  requestTimeoutMs: z.number().int().min(1_000).default(30_000),
  requestsPerMinute: z.number().int().min(1).default(300),
  signInsPerMinute: z.number().int().min(1).default(10),
  webhooksPerMinute: z.number().int().min(1).default(1_200),
  metricsToken: z.string().min(16).optional(),
  logLevel: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  demo: DemoSettings.optional(),
})

/** The web server. A demonstration, which gives its passwords away, stays on this machine. */
export const ServerSettings = ServerGroup.refine(
  ({ demo, host, publicUrl }) =>
    demo === undefined || (isLoopbackHost(host) && isLoopbackHost(new URL(publicUrl).hostname)),
  { path: ['demo'], message: 'must not be set unless HOST and PUBLIC_URL are this machine alone' },
)
export type ServerSettings = z.infer<typeof ServerSettings>

export const DatabaseSettings = z.object({
  url: z.string().regex(/^postgres(ql)?:\/\/\S+$/, 'must start with postgres://'),
  maxConnections: z.number().int().min(2).default(20),
})
export type DatabaseSettings = z.infer<typeof DatabaseSettings>

export const EngineSettings = z.object({
  ingressUrl: z.url({ protocol: /^https?$/ }),
  adminUrl: z.url({ protocol: /^https?$/ }),
  identityKey: z
    .string()
    .regex(/^publickeyv1_\w+$/, "must be the engine's public key, publickeyv1_...")
    .optional(),
  namespace: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9_]*$/, 'must be letters, digits and underscores')
    .default('turnup'),
  doorHost: z.string().min(1).default('127.0.0.1'),
  doorPort: Port.default(9_080),
  doorUrl: z.url({ protocol: /^https?$/ }).optional(),
})
export type EngineSettings = z.infer<typeof EngineSettings>

/** Reads 32 bytes or more, written as base64 or as hexadecimal digits. */
export const KeyBytes = z.string().transform((text, context) => {
  const isHex = /^([0-9a-f]{2})+$/i.test(text)
  const bytes = isHex ? Buffer.from(text, 'hex') : Buffer.from(text, 'base64')
  if (!isHex && !/^[A-Za-z0-9+/_-]+={0,2}$/.test(text)) {
    context.addIssue('must be base64 or hexadecimal')
  } else if (bytes.byteLength < 32) {
    context.addIssue('must be at least 32 bytes long')
  }
  return new Uint8Array(bytes)
})

export const SecretSettings = z.object({ masterKey: KeyBytes })
export type SecretSettings = z.infer<typeof SecretSettings>

const SigningKey = z.string().min(32, 'must be at least 32 characters long')
const BearerToken = z.string().min(24, 'must be at least 24 characters long')

/** The signed webhooks that the CRM calls (R082 to R084); each secret may have a predecessor while it is changed. */
export const WebhookSettings = z.object({
  key: SigningKey,
  previousKey: SigningKey.optional(),
  bearerToken: BearerToken,
  previousBearerToken: BearerToken.optional(),
  allowedIps: z.array(IpRange).default([]),
  windowMs: z.number().int().min(1_000).max(3_600_000).default(300_000),
  catalogueObjects: z.array(z.string().min(1)).default(['Product2', 'PricebookEntry']),
})
export type WebhookSettings = z.infer<typeof WebhookSettings>

export const TriggerSettings = z.object({
  /** Absent: on when a signing key is set. */
  webhook: z.boolean().optional(),
  platformEvent: z.boolean().default(true),
  sweep: z.boolean().default(true),
  sweepIntervalMs: z.number().int().min(1_000).default(60_000),
  redriveIntervalMs: z.number().int().min(1_000).default(30_000),
})
export type TriggerSettings = z.infer<typeof TriggerSettings>

/** Who may post eSIM progress to us. */
export const EsimCallbackSettings = z.object({
  allowedIps: z.array(IpRange).default(['127.0.0.1', '::1']),
})
export type EsimCallbackSettings = z.infer<typeof EsimCallbackSettings>

export const MailSettings = z.object({
  transport: z.enum(['smtp', 'sendgrid', 'sendgrid-then-smtp']),
})
export type MailSettings = z.infer<typeof MailSettings>
