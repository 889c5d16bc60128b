import { accept, type NumberProvider, type Outcome, refuse, type VoicePlatform } from '@turnup/domain'
import type { Services } from '../context.ts'

/** What the carriers call themselves; another connector is called by its id. */
const names: Record<string, string> = { 'voip-ms': 'VoIP.ms', didww: 'DIDWW' }

export function carrierName(id: string): string {
  return names[id] ?? id
}

/** Ids of the carriers that are set up. */
export function carrierIds({ ports }: Pick<Services, 'ports'>): string[] {
  return Object.keys(ports.numbers).sort()
}

export function carrierOf({ ports }: Pick<Services, 'ports'>, id: string): NumberProvider | undefined {
  return Object.hasOwn(ports.numbers, id) ? ports.numbers[id] : undefined
}

/** The voice platform, where one is set up. */
export function voiceOf({ ports }: Pick<Services, 'ports'>): Outcome<VoicePlatform> {
  // A port that no system plays refuses every call and has no facts.
  if (typeof ports.voice.server === 'object') return accept(ports.voice)
  return refuse(
    'conflict',
    'PBX_NOT_SET_UP',
    'A hosted PBX cannot be ordered at the moment. Ask customer service.',
  )
}
