import { createEs2PlusEsimProvider } from '@turnup/connectors/es2plus'
import { createMvneLineActivation } from '@turnup/connectors/mvne'
import { createSalesforceCrm, createSessionSource, type SessionSource } from '@turnup/connectors/salesforce'
import { checkPubSub, createPubSubSource, type PubSubSession } from '@turnup/connectors/salesforce/pubsub'
import { createSendGridMailer } from '@turnup/connectors/sendgrid'
import { createSmtpMailer } from '@turnup/connectors/smtp'
import { createWhmcsBilling } from '@turnup/connectors/whmcs'
import type {
  CheckResult,
  ConnectorDeps,
  Dino,
  EsimProvider,
  LineActivation,
  Mailer,
  PortRole,
  Ports,
  ProvisionRequestSource,
} from '@turnup/domain'
import { createMailerWithFallback } from './mailer-with-fallback.ts'
import type { Settings } from './settings/settings.ts'
import { unconfiguredPort } from './unconfigured-port.ts'

/** The outside systems of one installation, by role. */
export interface Wiring {
  ports: Ports
  /** Which connector plays each role. */
  connectorOf: Record<PortRole, string>
  /** The platform-event door, when it is on. */
  provisionRequests?: { source: ProvisionRequestSource; topic: string }
  /** The findings of every connector's own check, for `turnup doctor`. */
  check(): Promise<CheckResult[]>
}

/** Chooses a connector for every role. The only file that names connectors. */
export function wire(settings: Settings, deps: ConnectorDeps, log: Dino): Wiring {
  const { salesforce, pubsub, whmcs, es2plus, mvne, mail } = settings
  const sessions = createSessionSource(salesforce, deps)
  const ports: Ports = {
    crm: createSalesforceCrm(salesforce, deps, sessions),
    billing: createWhmcsBilling(whmcs, deps),
    esim: es2plus
      ? createEs2PlusEsimProvider(es2plus, deps)
      : unconfiguredPort<EsimProvider>('es2plus', 'ES2PLUS_URL'),
    line: mvne ? createMvneLineActivation(mvne, deps) : unconfiguredPort<LineActivation>('mvne', 'MVNE_URL'),
    mailer: createMailer(settings, deps, log),
  }
  const eventSession = sessionForEvents(sessions)
  const source = pubsub && createPubSubSource(pubsub, eventSession, deps)
  return {
    ports,
    connectorOf: {
      crm: 'salesforce',
      billing: 'whmcs',
      esim: 'es2plus',
      line: 'mvne',
      mailer: mail.transport === 'smtp' ? 'smtp' : 'sendgrid',
    },
    provisionRequests: pubsub && source && { source, topic: pubsub.topicName },
    async check() {
      const checks = Object.values(ports).map((port) => port.check())
      if (pubsub) checks.push(checkPubSub(pubsub, eventSession, deps))
      return (await Promise.all(checks)).flat()
    },
  }
}

/** The REST connector's login in the words of the event door: one login serves both. */
function sessionForEvents(sessions: SessionSource): PubSubSession {
  return {
    get: () => sessions.current(),
    // Which session was refused is known by its token; whose it was does not matter.
    renew: (refused) => sessions.renew({ ...refused, userId: '' }),
  }
}

function createMailer({ mail, smtp, sendgrid }: Settings, deps: ConnectorDeps, log: Dino): Mailer {
  const bySmtp = smtp && createSmtpMailer(smtp, deps)
  const bySendGrid = sendgrid && createSendGridMailer(sendgrid, deps)
  const { transport } = mail
  if (transport === 'smtp' && bySmtp) return bySmtp
  if (transport === 'sendgrid' && bySendGrid) return bySendGrid
  if (bySendGrid && bySmtp) return createMailerWithFallback(bySendGrid, bySmtp, log)
  throw new Error(`The mail transport ${transport} has no settings.`)
}
