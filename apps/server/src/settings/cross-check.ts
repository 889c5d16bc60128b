import { isLoopbackHost } from '../http/loopback.ts'
import type { SettingsProblem } from './read-settings.ts'
import type { Settings } from './settings.ts'
import { variables } from './variables.ts'

/** What no single value shows: settings that do not fit together. Looks at the groups that could be parsed. */
export function crossCheck(parsed: Partial<Settings>): SettingsProblem[] {
  return [
    ...insecureAddresses(parsed),
    ...credentialsInTheClear(parsed),
    ...openEngineDoor(parsed),
    ...timeouts(parsed),
  ]
}

/** Only HTTPS leaves or reaches this machine (R092). */
function insecureAddresses(parsed: Partial<Settings>): SettingsProblem[] {
  if (parsed.server?.allowInsecureHttp) return []
  const addresses: [string, string | undefined][] = [
    ['PUBLIC_URL', parsed.server?.publicUrl],
    ['SF_LOGIN_URL', parsed.salesforce?.loginUrl],
    ['WHMCS_URL', parsed.whmcs?.url],
    ['ES2PLUS_URL', parsed.es2plus?.url],
    ['MVNE_URL', parsed.mvne?.url],
    ['VOIP_MS_URL', parsed.voipMs?.url],
    ['DIDWW_URL', parsed.didww?.url],
    ['SENDGRID_URL', parsed.sendgrid?.url],
  ]
  return addresses
    .filter(([, url]) => url?.startsWith('http:') && !isLoopbackHost(new URL(url).hostname))
    .map(([variable]) => ({
      variable,
      place: placeOf(variable),
      problem: 'must be https, since it leads out of this machine.',
      mend: 'Write https://, or set ALLOW_INSECURE_HTTP=true in a closed test network.',
    }))
}

/** Doors without an address of their own to tell by whether they are encrypted. */
function credentialsInTheClear({ server, pubsub, smtp, fusionpbx }: Partial<Settings>): SettingsProblem[] {
  if (server?.allowInsecureHttp) return []
  const problems: SettingsProblem[] = []
  const host = pubsub?.endpoint.replace(/:\d+$/, '') ?? ''
  if (pubsub?.insecure && !isLoopbackHost(host)) {
    problems.push({
      variable: 'SF_PUBSUB_INSECURE',
      place: 'pubsub.insecure',
      problem: 'would send the access token of Salesforce unencrypted out of this machine.',
      mend: 'Leave it out; the Pub/Sub API is reached by TLS.',
    })
  }
  const ways = [
    ['FUSIONPBX_DATABASE_TLS', 'databaseTls', fusionpbx?.databaseHost],
    ['FUSIONPBX_SWITCH_TLS', 'switchTls', fusionpbx?.switchHost],
  ] as const
  for (const [variable, field, to] of ways) {
    if (fusionpbx?.[field] !== false || to === undefined || isLoopbackHost(to)) continue
    problems.push({
      variable,
      place: `fusionpbx.${field}`,
      problem: 'is off, so a password of FusionPBX could leave this machine unencrypted.',
      mend: 'Leave it out; where the other side has no TLS, put a tunnel such as stunnel in front of it.',
    })
  }
  const isEncrypted = smtp?.secure || smtp?.requireTls
  if (smtp?.user !== undefined && !isEncrypted && !isLoopbackHost(smtp.host)) {
    problems.push({
      variable: 'SMTP_REQUIRE_TLS',
      place: 'smtp.requireTls',
      problem: 'is off, so the password for the mail server could leave this machine unencrypted.',
      mend: 'Leave it on, or take SMTP_USER and SMTP_PASSWORD away from a relay that asks for none.',
    })
  }
  return problems
}

function openEngineDoor({ engine }: Partial<Settings>): SettingsProblem[] {
  if (!engine || engine.identityKey || isLoopbackHost(engine.doorHost)) return []
  return [
    {
      variable: 'RESTATE_IDENTITY_KEY',
      problem: 'is missing, and the engine door can be reached from other machines.',
      mend: "Set it to the engine's public key, or whoever reaches the door could drive orders.",
    },
  ]
}

/** An attempt is closed after `callTimeoutMs`; a connector that waits longer could still be at it. */
function timeouts(parsed: Partial<Settings>): SettingsProblem[] {
  if (!parsed.policy) return []
  const groups = [
    'salesforce',
    'whmcs',
    'es2plus',
    'mvne',
    'fusionpbx',
    'voipMs',
    'didww',
    'smtp',
    'sendgrid',
  ] as const
  const waits = groups.map((group) => ({ group, timeoutMs: parsed[group]?.timeoutMs ?? 0 }))
  const longest = waits.toSorted((one, other) => other.timeoutMs - one.timeoutMs)[0]
  if (!longest || longest.timeoutMs <= parsed.policy.callTimeoutMs) return []
  return [
    {
      variable: 'CALL_TIMEOUT_SECONDS',
      place: `${longest.group}.timeoutMs`,
      problem: 'is shorter than the longest wait of a connector.',
      mend: 'Make it as long as the longest ..._TIMEOUT_SECONDS, or shorten that one.',
    },
  ]
}

function placeOf(variable: string): string | undefined {
  return variables.find(({ name }) => name === variable)?.paths[0]
}
