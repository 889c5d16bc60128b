import { createDidwwNumbers } from '@turnup/connectors/didww'
import { createEs2PlusEsimProvider } from '@turnup/connectors/es2plus'
import { createFusionPbxVoice } from '@turnup/connectors/fusionpbx'
import { createMvneLineActivation } from '@turnup/connectors/mvne'
import { createSalesforceCrm, createSessionSource, type SessionSource } from '@turnup/connectors/salesforce'
import { checkPubSub, createPubSubSource, type PubSubSession } from '@turnup/connectors/salesforce/pubsub'
import { createSendGridMailer } from '@turnup/connectors/sendgrid'
import { createSmtpMailer, type SmtpConfig } from '@turnup/connectors/smtp'
import { createVoipMsNumbers } from '@turnup/connectors/voip-ms'
import { createWhmcsBilling } from '@turnup/connectors/whmcs'
import type {
  BillingSystem,
  Checkable,
  ConnectorDeps,
  Crm,
  Dino,
  EsimProvider,
  LineActivation,
  Mailer,
  NumberProvider,
  VoicePlatform,
} from '@turnup/domain'
import { closedDoor, type EventDoor } from './event-door.ts'
import {
  type CarrierWirings,
  createLiveWiring,
  type Played,
  type RoleWirings,
  type Wiring,
} from './live-wiring.ts'
import { createMailerWithFallback } from './mailer-with-fallback.ts'
import { type EffectiveSettings, problemsIn } from './settings/effective-settings.ts'
import type { Settings } from './settings/settings.ts'
import { unconfiguredPort } from './unconfigured-port.ts'
import { unusablePort } from './unusable-port.ts'

/** Chooses a connector for every role. The only file that names connectors. */
export function wire(settings: Settings, deps: ConnectorDeps, log: Dino): Wiring {
  return createLiveWiring(roleWirings, settings, deps, log, carrierWirings)
}

/** Connects one outside system alone, to ask it how it is set up; one that has no settings is not asked. */
export function connectOne(
  connector: string,
  settings: Settings,
  deps: ConnectorDeps,
): Pick<Played<Checkable>, 'check' | 'close'> | undefined {
  const { smtp, sendgrid } = settings
  const effective = { settings, problems: [] }
  switch (connector) {
    case 'salesforce':
      return playCrm(effective, deps)
    case 'whmcs':
      return playBilling(effective, deps)
    case 'es2plus':
      return playEsim(effective, deps)
    case 'mvne':
      return playLine(effective, deps)
    case 'fusionpbx':
      return playVoice(effective, deps)
    case 'voip-ms':
      return playVoipMs(effective, deps)
    case 'didww':
      return playDidww(effective, deps)
    case 'smtp':
      return smtp && playSmtp(smtp, deps)
    case 'sendgrid':
      return sendgrid && played(connector, createSendGridMailer(sendgrid, deps))
    default:
      return undefined
  }
}

const roleWirings: RoleWirings = {
  crm: { reads: ['salesforce', 'pubsub'], play: playCrm },
  billing: { reads: ['whmcs'], play: playBilling },
  esim: { reads: ['es2plus'], play: playEsim },
  line: { reads: ['mvne'], play: playLine },
  mailer: { reads: ['mail', 'smtp', 'sendgrid'], play: playMailer },
  voice: { reads: ['fusionpbx'], play: playVoice },
}

/** Carriers of phone numbers, by the id of their connector. */
const carrierWirings: CarrierWirings = {
  'voip-ms': { reads: ['voipMs'], play: playVoipMs },
  didww: { reads: ['didww'], play: playDidww },
}

function played<Port extends Checkable>(
  connector: string,
  port: Port,
  close: () => void = () => undefined,
): Played<Port> {
  return { connector, port, check: () => port.check(), close }
}

function playCrm(effective: EffectiveSettings, deps: ConnectorDeps): Played<Crm> & { events?: EventDoor } {
  const { salesforce, pubsub, triggers } = effective.settings
  const connector = 'salesforce'
  const ofCrm = problemsIn(effective.problems, ['salesforce'])
  const ofDoor = problemsIn(effective.problems, ['pubsub'])
  const door = (reason: string) => (triggers.platformEvent ? closedDoor(reason) : undefined)
  if (ofCrm.length > 0) {
    const events = door('The settings of Salesforce in the console cannot be used.')
    return { ...played(connector, unusablePort<Crm>(connector, ofCrm)), events }
  }
  const sessions = createSessionSource(salesforce, deps)
  const crm = played(connector, createSalesforceCrm(salesforce, deps, sessions))
  if (ofDoor.length > 0) {
    const closed = unusablePort<Checkable>(connector, ofDoor)
    const events = door('The settings of the platform events in the console cannot be used.')
    return { ...crm, events, check: () => both(crm, closed) }
  }
  if (!pubsub) return crm
  const session = sessionForEvents(sessions)
  const events = { source: createPubSubSource(pubsub, session, deps), topic: pubsub.topicName }
  return { ...crm, events, check: () => both(crm, { check: () => checkPubSub(pubsub, session, deps) }) }
}

async function both(one: Checkable, other: Checkable) {
  return (await Promise.all([one.check(), other.check()])).flat()
}

function playBilling({ settings, problems }: EffectiveSettings, deps: ConnectorDeps): Played<BillingSystem> {
  const connector = 'whmcs'
  const own = problemsIn(problems, [connector])
  if (own.length > 0) return played(connector, unusablePort(connector, own))
  return played(connector, createWhmcsBilling(settings.whmcs, deps))
}

function playEsim({ settings, problems }: EffectiveSettings, deps: ConnectorDeps): Played<EsimProvider> {
  const connector = 'es2plus'
  const own = problemsIn(problems, [connector])
  if (own.length > 0) return played(connector, unusablePort(connector, own))
  if (!settings.es2plus) return played(connector, unconfiguredPort(connector, 'ES2PLUS_URL'))
  const provider = createEs2PlusEsimProvider(settings.es2plus, deps)
  return played<EsimProvider>(connector, provider, () => provider.close())
}

function playLine({ settings, problems }: EffectiveSettings, deps: ConnectorDeps): Played<LineActivation> {
  const connector = 'mvne'
  const own = problemsIn(problems, [connector])
  if (own.length > 0) return played(connector, unusablePort(connector, own))
  if (!settings.mvne) return played(connector, unconfiguredPort(connector, 'MVNE_URL'))
  return played(connector, createMvneLineActivation(settings.mvne, deps))
}

function playVoice({ settings, problems }: EffectiveSettings, deps: ConnectorDeps): Played<VoicePlatform> {
  const connector = 'fusionpbx'
  const own = problemsIn(problems, [connector])
  if (own.length > 0) return played(connector, unusablePort(connector, own))
  if (!settings.fusionpbx) return played(connector, unconfiguredPort(connector, 'FUSIONPBX_BASE_DOMAIN'))
  const platform = createFusionPbxVoice(settings.fusionpbx, deps)
  return played<VoicePlatform>(connector, platform, () => platform.close())
}

function playVoipMs(
  { settings, problems }: EffectiveSettings,
  deps: ConnectorDeps,
): Played<NumberProvider> | undefined {
  const connector = 'voip-ms'
  const own = problemsIn(problems, ['voipMs'])
  if (own.length > 0) return played(connector, unusablePort(connector, own))
  return settings.voipMs && played(connector, createVoipMsNumbers(settings.voipMs, deps))
}

function playDidww(
  { settings, problems }: EffectiveSettings,
  deps: ConnectorDeps,
): Played<NumberProvider> | undefined {
  const connector = 'didww'
  const own = problemsIn(problems, [connector])
  if (own.length > 0) return played(connector, unusablePort(connector, own))
  return settings.didww && played<NumberProvider>(connector, createDidwwNumbers(settings.didww, deps))
}

function playMailer(
  { settings, problems }: EffectiveSettings,
  deps: ConnectorDeps,
  log: Dino,
): Played<Mailer> {
  const { mail, smtp, sendgrid } = settings
  const connector = mail.transport === 'smtp' ? 'smtp' : 'sendgrid'
  const own = problemsIn(problems, ['mail', 'smtp', 'sendgrid'])
  if (own.length > 0) return played(connector, unusablePort(connector, own))
  const bySmtp = mail.transport !== 'sendgrid' && smtp ? playSmtp(smtp, deps) : undefined
  const bySendGrid = mail.transport !== 'smtp' && sendgrid ? createSendGridMailer(sendgrid, deps) : undefined
  if (bySendGrid && bySmtp) {
    const mailer = createMailerWithFallback(bySendGrid, bySmtp.port, log)
    return played(connector, mailer, bySmtp.close)
  }
  if (bySmtp) return bySmtp
  if (bySendGrid) return played<Mailer>(connector, bySendGrid)
  throw new Error(`The mail transport ${mail.transport} has no settings.`)
}

function playSmtp(smtp: SmtpConfig, deps: ConnectorDeps): Played<Mailer> {
  const mailer = createSmtpMailer(smtp, deps)
  return played<Mailer>('smtp', mailer, () => mailer.close())
}

/** The REST connector's login in the words of the event door: one login serves both. */
function sessionForEvents(sessions: SessionSource): PubSubSession {
  return {
    get: () => sessions.current(),
    // Which session was refused is known by its token; whose it was does not matter.
    renew: (refused) => sessions.renew({ ...refused, userId: '' }),
  }
}
