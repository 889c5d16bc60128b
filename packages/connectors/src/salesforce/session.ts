import { createPrivateKey } from 'node:crypto'
import { type ConnectorDeps, ProviderError } from '@turnup/domain'
import { SignJWT } from 'jose'
import { observed, sendHttp } from '../http/index.ts'
import { type SalesforceConfig, settingsOf } from './config.ts'
import { malformedAnswer, problemsIn, salesforceError } from './sort-error.ts'
import { LoginAnswer } from './wire.ts'

/** What a login gives; the Pub/Sub API takes the same three (as accesstoken, instanceurl and tenantid). */
export interface Session {
  accessToken: string
  /** Without a slash at the end. */
  instanceUrl: string
  organizationId: string
  userId: string
}

export interface SessionSource {
  /** The session in use; logs in when there is none. Several callers at once make one login. */
  current(): Promise<Session>
  /** A session other than the one that was refused; when somebody renewed it already, that one. */
  renew(refused: Session): Promise<Session>
}

/** The answer names no expiry, so an assertion is short-lived and the token lives until it is refused (b.1). */
const assertionSeconds = 180
const call = { operation: 'login', effect: 'read' } as const

/**
 * Logs in by JWT bearer and shares the token: logins are limited to a few thousand an hour and user.
 * @throws ProviderError `auth` when the app, the user, the key or the audience is refused; `throttled`; `unavailable`
 */
export function createSessionSource(config: SalesforceConfig, deps: ConnectorDeps): SessionSource {
  const { loginUrl, clientId, username, privateKey, audience, timeoutMs } = settingsOf(config)
  const key = createPrivateKey(privateKey)
  let session: Session | undefined
  let login: Promise<Session> | undefined

  async function logIn(): Promise<Session> {
    const issuedAt = Math.floor(deps.now().getTime() / 1_000)
    const assertion = await new SignJWT()
      .setProtectedHeader({ alg: 'RS256' })
      .setIssuer(clientId)
      .setSubject(username)
      .setAudience(audience)
      .setExpirationTime(issuedAt + assertionSeconds)
      .sign(key)
    const request = { clientId, username, audience }
    return observed(deps, { connector: 'salesforce', ...call, request }, async () => {
      const answer = await sendHttp({
        connector: 'salesforce',
        ...call,
        method: 'POST',
        url: `${loginUrl}/services/oauth2/token`,
        headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
        body: new URLSearchParams({
          grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
          assertion,
        }).toString(),
        timeoutMs,
      })
      const body = parseJson(answer.text)
      if (answer.status !== 200) throw salesforceError(answer.status, call, problemsIn(body)[0])
      const value = sessionOf(body, loginUrl)
      return { value, response: { instanceUrl: value.instanceUrl }, status: answer.status }
    })
  }

  function logInOnce(): Promise<Session> {
    login ??= logIn()
      .then((fresh) => {
        session = fresh
        return fresh
      })
      .finally(() => {
        login = undefined
      })
    return login
  }

  return {
    async current() {
      return session ?? logInOnce()
    },
    async renew(refused) {
      return session && session.accessToken !== refused.accessToken ? session : logInOnce()
    },
  }
}

function sessionOf(body: unknown, loginUrl: string): Session {
  const parsed = LoginAnswer.safeParse(body)
  const ids = parsed.success ? parsed.data.id.match(/\/id\/([a-zA-Z0-9]{18})\/([a-zA-Z0-9]{18})$/) : undefined
  if (!parsed.success || !ids) throw malformedAnswer(call)
  const instanceUrl = parsed.data.instance_url.replace(/\/+$/, '')
  // The token must not travel in the clear because an answer says so.
  if (loginUrl.startsWith('https:') && !instanceUrl.startsWith('https:')) {
    throw new ProviderError('auth', {
      code: 'INSECURE_INSTANCE',
      connector: 'salesforce',
      operation: call.operation,
      message: 'The login named an instance without https. Check the login URL.',
    })
  }
  return { accessToken: parsed.data.access_token, instanceUrl, organizationId: ids[1]!, userId: ids[2]! }
}

/** The parsed text, or undefined when it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
