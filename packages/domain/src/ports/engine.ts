/** Durable wake-ups, one at a time per key. What is asked for here happens at least once, also after a crash (law 3). */
export interface Engine {
  /** Looks at one order now, or after a delay, and runs whatever is ready. */
  advance(orderId: string, delayMs?: number): Promise<void>
  /** Handles the inbox rows of one CRM order. */
  intake(crmOrderId: string, delayMs?: number): Promise<void>
  /** Delivers one queued mail. */
  deliverMail(mailId: string, delayMs?: number): Promise<void>
}

/** The time as the application sees it; tests move it. */
export interface Clock {
  now(): Date
}

/** The one log port, pino-compatible; called dino in the source documents (X46). */
export interface Dino {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}
