import { randomUUID } from 'node:crypto'
import path from 'node:path'
import type { CheckResult } from '@turnup/domain'
import {
  assemble,
  createLogger,
  formatProblems,
  readSettings,
  type Settings,
  type Wiring,
} from '@turnup/server'
import { findOperatorByEmail, listOperators } from '@turnup/store'
import type { Actor, Context, Services } from '@turnup/use-cases'
import { defaultDataDir } from './installation/data-folder.ts'
import { writtenSettings } from './installation/own-settings.ts'
import { findRunning } from './installation/single-instance.ts'

export interface Where {
  /** The data folder of a running installation. */
  data?: string
}

/** Settings that a command works with, and the connection to everything behind them. */
export interface Session {
  settings: Settings
  services: Services
  wiring: Wiring
  /** Where the settings of outside systems come from. */
  sources(): CheckResult[]
  /** A verb's context for somebody. */
  contextFor(actor: Actor): Context
}

/** Who acts when nobody signs in: whoever has a shell on the machine, by their account there. */
export const localActor: Actor = { kind: 'system', id: `turnup-cli:${process.env.USER ?? 'unknown'}` }

/**
 * The environment of the installation that is meant: the one running on --data; else the one that the settings of this
 * shell name; else one that runs here.
 * @throws Error when there is none
 */
export async function findEnvironment({ data }: Where): Promise<NodeJS.ProcessEnv> {
  if (data !== undefined) {
    const running = await findRunning(path.resolve(data))
    if (running) return running.environment
    throw new Error(`Nothing runs on ${path.resolve(data)}.`)
  }
  if (writtenSettings(process.env).DATABASE_URL !== undefined) return process.env
  for (const mode of ['live', 'sandbox'] as const) {
    const running = await findRunning(defaultDataDir(mode))
    if (running) return running.environment
  }
  throw new Error(
    'No installation was found: set DATABASE_URL and the other settings, or start one here with "turnup start".',
  )
}

/** @throws Error with every problem of the settings */
export function settingsOf(environment: NodeJS.ProcessEnv): Settings {
  const result = readSettings(environment)
  if (result.ok) return result.settings
  throw new Error(formatProblems(result.problems))
}

/** Runs one piece of work with everything connected, and closes it again. */
export async function withSession<Result>(
  where: Where,
  work: (session: Session) => Promise<Result>,
): Promise<Result> {
  const settings = settingsOf(await findEnvironment(where))
  const { services, wiring, connectors } = assemble(settings, createLogger('silent'))
  const correlationId = `cli-${randomUUID()}`
  try {
    // Without a database or its schema, the work itself says what is wrong.
    const isRead = await connectors.refresh().then(
      () => true,
      () => false,
    )
    return await work({
      settings,
      services,
      wiring,
      sources: () => (isRead ? connectors.sources() : [unreadSettings]),
      contextFor: (actor) => ({ ...services, actor, correlationId }),
    })
  } finally {
    wiring.close()
    await services.db.destroy()
  }
}

const unreadSettings: CheckResult = {
  id: 'settings.console',
  level: 'warning',
  what: 'What the console keeps of connectors could not be read; only the environment was looked at.',
  mend: 'Mend the database first, then look again.',
}

/**
 * The operator in whose name something is looked at: the one who is named, else the first administrator there is.
 * @throws Error when there is no such operator
 */
export async function actingOperator({ db }: Services, email?: string): Promise<Actor> {
  const operator = email
    ? await findOperatorByEmail(db, email)
    : (await listOperators(db)).find(({ role, disabled_at }) => role === 'administrator' && !disabled_at)
  if (operator) return { kind: 'operator', id: operator.id, role: operator.role }
  throw new Error(
    email
      ? `There is no operator with the address ${email}.`
      : 'There is no administrator yet. Make one: turnup administrator EMAIL',
  )
}
