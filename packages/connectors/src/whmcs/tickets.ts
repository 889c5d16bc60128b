import type { Whmcs } from './whmcs.ts'

/** Opens a ticket in the configured department. A repeat makes a second ticket. */
export async function openTicket(
  whmcs: Whmcs,
  ticket: { clientId: string; subject: string; message: string },
): Promise<{ ticketId: string; number: string }> {
  const { id, tid } = await whmcs.client.openTicket({
    deptid: whmcs.config.departmentId,
    clientid: ticket.clientId,
    subject: ticket.subject,
    message: ticket.message,
  })
  return { ticketId: id, number: tid }
}
