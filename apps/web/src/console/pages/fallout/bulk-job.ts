import type {
  BulkRepairBody,
  BulkRepairRequest,
  ConsoleOrderSummaryBody,
  FalloutGroupBody,
  RepairBody,
} from '@turnup/contracts'
import { isApiError } from '../../../api/api-error.ts'
import { filterOfCause, readOrdersOfCause } from '../../api/fallout.ts'
import { cancelOrder, fulfilOrder, repairInBulk } from '../../api/orders.ts'

export type BulkResult = BulkRepairBody['results'][number]

/** What is to be done with each order. */
export type BulkAction =
  | { kind: 'repair'; repair: RepairBody }
  | { kind: 'cancel'; reason: string }
  | { kind: 'fulfil' }

/** The orders that a person ticked, or all of the cause, also those that no page has shown yet. */
export interface Chosen {
  kind: 'some' | 'all'
  /** Those that are ticked; of all, those that are shown. */
  orders: ConsoleOrderSummaryBody[]
}

/** Work on many orders in parts. A part that failed on the way is sent again by the next call. */
export interface BulkJob {
  total: number
  /** @returns what became of the next orders; undefined when all are through. @throws ApiError when no answer came */
  next(): Promise<BulkResult[] | undefined>
}

interface Target {
  orderId: string
  step?: string
  /** One for each order, so that asking for fulfilment again after a lost answer changes nothing (R081). */
  key: string
}

const partSize = 25
/** Without a request for many: after a lost answer only that one order is sent again. */
const oneByOne = 1
const readAtOnce = 200

export interface BulkWanted {
  group: FalloutGroupBody
  chosen: Chosen
  action: BulkAction
  /** Another cause has the same code and outside system, so that only each order's own step tells them apart. */
  hasSibling: boolean
}

/** Decides how the orders are named to the server: by the cause's filter where that says enough, else one by one. */
export function bulkJob({ group, chosen, action, hasSibling }: BulkWanted): BulkJob {
  const step = group.samples.every((sample) => sample.step === group.action) ? group.action : undefined
  if (chosen.kind === 'some') {
    const targets = chosen.orders.map(targetOf)
    return byTargets(async () => targets, targets.length, action)
  }
  const isPrecise = !hasSibling && (step !== undefined || isRetry(action))
  return action.kind === 'repair' && isPrecise
    ? byFilter(group, step, action.repair)
    : byTargets(() => readTargets(group), group.count, action)
}

/** Whether a stuck step of an order belongs to the cause: its key is the action, or the action and a unit. */
export function belongsTo({ action }: FalloutGroupBody, { nextAction }: ConsoleOrderSummaryBody): boolean {
  const step = nextAction?.step
  return action === undefined
    ? step === undefined
    : step === action || step?.startsWith(`${action}:`) === true
}

function isRetry(action: BulkAction): boolean {
  return action.kind === 'repair' && action.repair.kind === 'retry'
}

function targetOf({ id, nextAction }: ConsoleOrderSummaryBody): Target {
  return { orderId: id, step: nextAction?.step, key: crypto.randomUUID() }
}

/** All orders of the cause; read before the first is changed, because repaired ones leave the list. */
async function readTargets(group: FalloutGroupBody): Promise<Target[]> {
  const targets: Target[] = []
  let cursor: string | undefined
  do {
    const page = await readOrdersOfCause(group, cursor, readAtOnce)
    targets.push(...page.items.filter((order) => belongsTo(group, order)).map(targetOf))
    cursor = page.nextCursor
  } while (cursor !== undefined)
  return targets
}

function byFilter(group: FalloutGroupBody, step: string | undefined, repair: RepairBody): BulkJob {
  // On the way a list of states is words with commas, as in an address; the type speaks of what the server makes of it.
  const filter = filterOfCause(group) as unknown as BulkRepairRequest['filter']
  let cursor: string | undefined
  let isThrough = false
  return {
    total: group.count,
    next: async () => {
      if (isThrough) return undefined
      const { results, nextCursor } = await repairInBulk({ filter, cursor, step, repair })
      cursor = nextCursor
      isThrough = nextCursor === undefined
      return results
    },
  }
}

function byTargets(read: () => Promise<Target[]>, total: number, action: BulkAction): BulkJob {
  let parts: Target[][] | undefined
  const job: BulkJob = {
    total,
    next: async () => {
      if (!parts) {
        const targets = await read()
        job.total = targets.length
        parts = inParts(targets, action)
      }
      const part = parts[0]
      if (!part) return undefined
      const results = await send(part, action)
      parts.shift()
      return results
    },
  }
  return job
}

/** Orders that are repaired in one request share the step's key. */
function inParts(targets: Target[], action: BulkAction): Target[][] {
  const size = action.kind === 'repair' ? partSize : oneByOne
  const groups =
    action.kind === 'repair' ? Object.values(Object.groupBy(targets, ({ step = '' }) => step)) : [targets]
  return groups.flatMap((group = []) =>
    Array.from({ length: Math.ceil(group.length / size) }, (_, at) =>
      group.slice(at * size, (at + 1) * size),
    ),
  )
}

async function send(part: Target[], action: BulkAction): Promise<BulkResult[]> {
  if (action.kind === 'repair') {
    const orderIds = part.map(({ orderId }) => orderId)
    return (await repairInBulk({ orderIds, step: part[0]?.step, repair: action.repair })).results
  }
  return Promise.all(part.map((target) => sendOne(target, action)))
}

async function sendOne(
  { orderId, key }: Target,
  action: Exclude<BulkAction, { kind: 'repair' }>,
): Promise<BulkResult> {
  try {
    if (action.kind === 'fulfil') {
      await fulfilOrder(orderId, key)
      return { orderId, ok: true }
    }
    return { orderId, ok: true, state: (await cancelOrder(orderId, action.reason)).state }
  } catch (error) {
    // A refusal is about this order alone; anything else stops the whole work.
    if (
      !isApiError(error) ||
      error.status < 400 ||
      error.status >= 500 ||
      error.status === 401 ||
      error.status === 429
    )
      throw error
    return { orderId, ok: false, error: { code: error.code, message: error.message } }
  }
}
