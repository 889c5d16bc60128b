import {
  IconAlertTriangle,
  IconAntenna,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconPlayerPause,
  IconPlugConnected,
} from '@tabler/icons-react'
import type { ConnectorBody, ConnectorCheckBody } from '@turnup/contracts'
import { connectorName } from '../../parts/connector-name.ts'
import type { StateLook } from '../../parts/tone-badge.tsx'

export { connectorName }

/** A part of another connector that is watched by itself: its settings stand with the other. */
const parts: Record<string, string> = { 'salesforce-pubsub': 'salesforce' }

export function connectorWithSettingsOf(id: string): string {
  return parts[id] ?? id
}

const roleWords: Record<string, string> = {
  crm: 'CRM',
  billing: 'Billing',
  esim: 'eSIM profiles',
  line: 'SIM lines',
  mailer: 'Mails',
  voice: 'Hosted PBX',
  numbers: 'Phone numbers',
}

/** What an outside system is for here, in a few words. */
export function rolesInWords({ id, roles }: Pick<ConnectorBody, 'id' | 'roles'>): string {
  if (roles.length > 0) return roles.map((role) => roleWords[role] ?? role).join(', ')
  return id in parts ? `Part of ${connectorName(connectorWithSettingsOf(id))}` : 'Plays no part at present'
}

export const statusLooks: Record<ConnectorBody['status'], StateLook> = {
  ok: { words: 'Works', tone: 'good', icon: IconCircleCheck },
  failing: { words: 'Failing', tone: 'bad', icon: IconCircleX },
  paused: { words: 'Paused', tone: 'attention', icon: IconPlayerPause },
  unused: { words: 'Not called yet', tone: 'quiet', icon: IconCircleDashed },
}

const streamLooks: Record<string, StateLook> = {
  live: { words: 'Listening', tone: 'good', icon: IconAntenna },
  connecting: { words: 'Connecting', tone: 'moving', icon: IconPlugConnected },
  waiting: { words: 'Interrupted', tone: 'attention', icon: IconAlertTriangle },
  stopped: { words: 'Stopped', tone: 'bad', icon: IconCircleX },
  standby: { words: 'Another process listens', tone: 'quiet', icon: IconAntenna },
  off: { words: 'Switched off', tone: 'quiet', icon: IconCircleDashed },
}

export function streamLook(state: string): StateLook {
  return streamLooks[state] ?? { words: state, tone: 'quiet', icon: IconAntenna }
}

export type Finding = ConnectorCheckBody['findings'][number]

export const findingLooks: Record<Finding['level'], StateLook> = {
  ok: { words: 'Good', tone: 'good', icon: IconCircleCheck },
  warning: { words: 'Look at this', tone: 'attention', icon: IconAlertTriangle },
  failure: { words: 'Wrong', tone: 'bad', icon: IconCircleX },
}

/** What a check came to, in one sentence. */
export function findingsInWords(findings: readonly Finding[]): string {
  const count = (level: Finding['level']) => findings.filter((one) => one.level === level).length
  const [failures, warnings] = [count('failure'), count('warning')]
  if (failures + warnings === 0) return 'Everything that was looked at is right.'
  const parts = [
    failures > 0 && (failures === 1 ? '1 thing is wrong' : `${failures} things are wrong`),
    warnings > 0 && (warnings === 1 ? '1 thing to look at' : `${warnings} things to look at`),
  ]
  return `${parts.filter(Boolean).join(', ')}.`
}

export function ordersInWords(count: number): string {
  return count === 1 ? '1 order' : `${count} orders`
}

/** A share in words, for example 3.5 %. */
export function percent(share: number): string {
  return new Intl.NumberFormat('en-GB', { style: 'percent', maximumFractionDigits: 1 }).format(share)
}

/** What a system said, with an end. */
export function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`
}

/** Instants inside a sentence of the server, in the time of the reader. */
export function withLocalTimes(text: string): string {
  return text.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, (instant) =>
    new Date(instant).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' }),
  )
}

/** Those that need somebody come first; those that play no part come last. */
export function byUrgency(connectors: readonly ConnectorBody[]): ConnectorBody[] {
  const rank = ({ status, stuckOrders, subscription }: ConnectorBody) => {
    if (status === 'paused' || status === 'failing') return 0
    return stuckOrders > 0 || subscription?.state === 'stopped' ? 1 : 2
  }
  return connectors.toSorted((one, other) => rank(one) - rank(other))
}

/** Has a part to play, or has been called. */
export function isInUse({ roles, status }: ConnectorBody): boolean {
  return roles.length > 0 || status !== 'unused'
}
