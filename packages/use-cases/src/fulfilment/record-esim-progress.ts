import {
  accept,
  activationCodeSecret,
  type EsimProgress,
  maskIdentifier,
  type Outcome,
  refuse,
} from '@turnup/domain'
import { eraseOrderSecret, findEsimProfileRef, recordTimeline } from '@turnup/store'
import type { Context } from '../context.ts'

const words: Record<EsimProgress['point'], string> = {
  downloaded: 'The eSIM profile was downloaded to the device.',
  installed: 'The eSIM profile was installed on the device.',
  enabled: 'The eSIM profile was switched on.',
  disabled: 'The eSIM profile was switched off.',
  deleted: 'The eSIM profile was deleted from the device.',
  other: 'The SM-DP+ reported progress of the eSIM profile.',
}

/**
 * Puts a profile's download progress (ES2+ handleDownloadProgressInfo) on the timeline of its order. The ICCID serves
 * only to find the order by digest; a mask is all that is written. The same report again changes nothing. Once the
 * profile is on a device, its activation code is of no more use and is erased (R110).
 * @returns whether it was written; reports about profiles that are not ours are accepted and dropped
 */
export async function recordEsimProgress(
  context: Context,
  body: unknown,
): Promise<Outcome<{ recorded: boolean }>> {
  const progress = context.ports.esim.readProgress(body)
  if (!progress) {
    return refuse(
      'invalid',
      'NOT_A_PROGRESS_REPORT',
      'The body is not an ES2+ download progress notification.',
    )
  }
  const iccid = maskIdentifier(progress.iccid)
  const ref = await findEsimProfileRef(context.db, context.vault, progress.iccid)
  const orderId = ref?.split('/')[0]
  if (!ref || !orderId) {
    context.log.info(
      { maskedIccid: iccid, pointId: progress.pointId },
      'Progress of an eSIM that is not ours.',
    )
    return accept({ recorded: false })
  }
  return accept({ recorded: await tellOnce(context, { orderId, unitId: unitOf(ref) }, iccid, progress) })
}

/** The ref ends in the unit that the profile was taken for; that of a profile that was given up has more behind it. */
function unitOf(ref: string): string | undefined {
  return /:(\d+\.\d+)$/.exec(ref)?.[1]
}

async function tellOnce(
  context: Context,
  { orderId, unitId }: { orderId: string; unitId: string | undefined },
  maskedIccid: string,
  progress: EsimProgress,
): Promise<boolean> {
  return context.db.transaction().execute(async (transaction) => {
    const order = await transaction
      .selectFrom('product_order')
      .select('id')
      .where('id', '=', orderId)
      .forUpdate()
      .executeTakeFirst()
    if (!order) return false
    if (unitId && isOnDevice(progress)) {
      await eraseOrderSecret(transaction, orderId, activationCodeSecret(unitId))
    }
    const told = await transaction
      .selectFrom('timeline_event')
      .select('detail')
      .where('order_id', '=', orderId)
      .where('kind', '=', 'esim.progress')
      .execute()
    const detail = {
      maskedIccid,
      pointId: progress.pointId,
      reportedAt: progress.at,
      succeeded: progress.succeeded,
    }
    const isRepeat = told.some(({ detail: earlier }) => sameReport(earlier, detail))
    if (isRepeat) return false
    const text = progress.succeeded
      ? words[progress.point]
      : `The SM-DP+ reported a failure (point ${progress.pointId}).`
    const isPublic = progress.succeeded && progress.point !== 'other'
    await recordTimeline(transaction, [
      {
        orderId,
        at: context.clock.now(),
        kind: 'esim.progress',
        text,
        actor: 'provider',
        public: isPublic,
        detail,
      },
    ])
    return true
  })
}

function isOnDevice({ point, succeeded }: EsimProgress): boolean {
  return succeeded && (point === 'installed' || point === 'enabled')
}

function sameReport(earlier: unknown, detail: Record<string, string | number | boolean>): boolean {
  if (typeof earlier !== 'object' || earlier === null) return false
  const record = earlier as Record<string, unknown>
  return Object.entries(detail).every(([name, value]) => record[name] === value)
}
