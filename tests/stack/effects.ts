import type { Sandbox } from '@turnup/sandbox'
import { findEsimProfileRef } from '@turnup/store'
import type { Stack } from './start-stack.ts'

/** What happened outside for one order, as the outside systems themselves tell it. */
export interface OutsideEffects {
  billingOrders: number
  acceptedOrders: number
  services: number
  /** Profiles that the SM-DP+ holds as released (or further) for this order. */
  esimProfiles: number
  lines: number
  /** Mails about the order by template, each Message-ID once. */
  mailKinds: string[]
}

interface SavedProfiles {
  profiles: { state: string; iccid: string; matchingId?: string }[]
}
interface SandboxLine {
  ref: string
  status: string
}
interface SandboxMail {
  messageId: string
}

const usedProfileStates = ['Confirmed', 'Released', 'Downloaded', 'Installed', 'Enabled']

export async function outsideEffects(
  sandbox: Sandbox,
  crmOrderId: string,
  stack: Stack,
): Promise<OutsideEffects> {
  const { whmcs, mvne, mail } = sandbox.systems
  const orderId = await orderIdOf(stack, crmOrderId)
  const orders = whmcs.listOrders().filter((order) => order.notes.includes(`sfOrderId=${crmOrderId}`))
  const lines = (mvne.save() as SandboxLine[]).filter((line) => line.ref.startsWith(orderId))
  const mails = (mail.save() as SandboxMail[]).filter((message) => message.messageId.includes(orderId))
  return {
    billingOrders: orders.length,
    acceptedOrders: orders.filter((order) => order.status === 'Active').length,
    services: orders.reduce((sum, order) => sum + order.serviceIds.length, 0),
    esimProfiles: await profilesOf(sandbox, stack, orderId),
    lines: lines.filter((line) => line.status === 'active').length,
    mailKinds: mails.map((message) => message.messageId.replace(/^</, '').split('.')[0] as string).sort(),
  }
}

/** The SM-DP+ knows no orders; which one a profile is for, only the digest of its number tells. */
async function profilesOf(sandbox: Sandbox, stack: Stack, orderId: string): Promise<number> {
  const { db, vault } = stack.server.services
  const refs = await Promise.all(usedProfiles(sandbox).map((iccid) => findEsimProfileRef(db, vault, iccid)))
  return refs.filter((ref) => ref?.startsWith(orderId)).length
}

/** The numbers of all profiles in use at the SM-DP+. */
export function usedProfiles(sandbox: Sandbox): string[] {
  const { profiles } = sandbox.systems.es2plus.save() as SavedProfiles
  return profiles
    .filter((profile) => usedProfileStates.includes(profile.state))
    .map((profile) => profile.iccid)
}

async function orderIdOf(stack: Stack, crmOrderId: string): Promise<string> {
  const row = await stack.server.services.db
    .selectFrom('product_order')
    .select('id')
    .where('crm_order_id', '=', crmOrderId)
    .executeTakeFirstOrThrow()
  return row.id
}

/** How many calls of a function took effect, from the sandbox's journal. */
export function performed(sandbox: Sandbox, system: string, operation: string, contains?: string): number {
  return sandbox.context.journal
    .list({ system, operation, ...(contains ? { contains } : {}) })
    .filter((entry) => entry.outcome === 'performed').length
}
