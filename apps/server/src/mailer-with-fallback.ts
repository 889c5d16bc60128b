import { type Dino, type Mailer, ProviderError } from '@turnup/domain'

/**
 * Sends by the first transport, and by the second when the first certainly did not take the mail (R135). Where its
 * answer was lost, the mail is not sent by another road: two copies would carry one Message-ID by two relays.
 */
export function createMailerWithFallback(first: Mailer, second: Mailer, log: Dino): Mailer {
  return {
    async send(message) {
      try {
        return await first.send(message)
      } catch (error) {
        if (!(error instanceof ProviderError) || !isUntaken(error)) throw error
        log.warn({ code: error.code, kind: error.kind }, 'A mail goes by the second transport.')
        return second.send(message)
      }
    },
    async check() {
      return [...(await first.check()), ...(await second.check())]
    },
  }
}

function isUntaken({ kind }: ProviderError): boolean {
  return kind === 'unavailable' || kind === 'throttled' || kind === 'auth'
}
