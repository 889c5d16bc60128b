import type { DatabaseTransaction } from '@turnup/store'
import type { Services } from '../context.ts'
import { type BrowserSession, openBrowserSession } from './browser-session.ts'
import { issueTokens, type TokenHolder, type TokenPair } from './tokens.ts'

/** What somebody gets who has shown who they are; runs in the transaction that has checked it last. */
export type GiveSession<Given> = (
  services: Pick<Services, 'accessTokenKey' | 'clock' | 'policy'>,
  transaction: DatabaseTransaction,
  holder: TokenHolder,
) => Promise<Given>

/** For programs and apps: an access token and a refresh token. */
export const giveTokens: GiveSession<TokenPair> = (services, transaction, holder) =>
  issueTokens(services, transaction, holder)

/** For browsers: an opaque session in a cookie, and no refresh token. */
export const giveBrowserSession: GiveSession<BrowserSession> = async (services, transaction, holder) => {
  const { sessionToken, csrfToken } = await openBrowserSession(services, transaction, holder)
  return { sessionToken, csrfToken }
}
