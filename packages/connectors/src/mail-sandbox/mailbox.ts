export interface Delivery {
  at: string
  via: 'smtp' | 'sendgrid'
}

export interface SandboxMail {
  messageId: string
  correlationId?: string
  from: string
  to: string[]
  cc: string[]
  subject: string
  text: string
  html: string
  /** Each time that the message was handed in; more than one is a repeat that readers see once. */
  deliveries: Delivery[]
}

const keep = 20_000

/** Everybody's mailbox: one message for each Message-ID, however often it comes. */
export class Mailbox {
  #mails = new Map<string, SandboxMail>()

  deliver(mail: Omit<SandboxMail, 'deliveries'>, delivery: Delivery): SandboxMail {
    const known = this.#mails.get(mail.messageId)
    if (known) {
      known.deliveries.push(delivery)
      return known
    }
    const created = { ...mail, deliveries: [delivery] }
    this.#mails.set(mail.messageId, created)
    const oldest = this.#mails.keys().next().value
    if (this.#mails.size > keep && oldest !== undefined) this.#mails.delete(oldest)
    return created
  }

  find(messageId: string): SandboxMail | undefined {
    return this.#mails.get(messageId)
  }

  /** Oldest first; `to` finds copies too. */
  list(filter: { to?: string; messageId?: string } = {}): SandboxMail[] {
    const address = filter.to?.toLowerCase()
    return [...this.#mails.values()].filter(
      (mail) =>
        (!filter.messageId || mail.messageId === filter.messageId) &&
        (!address || [...mail.to, ...mail.cc].some((recipient) => recipient.toLowerCase() === address)),
    )
  }

  load(mails: SandboxMail[]): void {
    this.#mails = new Map(mails.map((mail) => [mail.messageId, mail]))
  }
}
