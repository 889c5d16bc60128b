import { createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto'
import { decodeJwt, jwtVerify } from 'jose'
import { recordId } from './record-id.ts'
import { SalesforceFault } from './salesforce-fault.ts'

export const demoClientId = '3MVG9HarbourTelecomPortalIntegration.Sandbox'
export const demoUsername = 'integration@harbour-telecom.example'
export const organizationId = recordId('00D', 7)
export const integrationUserId = recordId('005', 3)

export interface DemoCredentials {
  clientId: string
  username: string
  /** PEM (PKCS 8): what the portal signs its assertions with. */
  privateKey: string
  /** PEM: what is registered with the connected app. */
  publicKey: string
}

interface SavedSessions {
  credentials: DemoCredentials
  tokens: [string, number][]
}

export interface Sessions {
  credentials(): DemoCredentials
  /** @throws SalesforceFault with the code of the token endpoint: invalid_grant and others */
  logIn(form: Record<string, string | undefined>, audiences: string[]): Promise<string>
  isValid(token: string): boolean
  /** As when an administrator ends the integration user's sessions. */
  expireAll(): void
  save(): SavedSessions
  load(saved: SavedSessions): void
}

const jwtBearer = 'urn:ietf:params:oauth:grant-type:jwt-bearer'
const longestAssertionMs = 5 * 60_000
const keptTokens = 1_000

function newCredentials(): DemoCredentials {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 })
  return {
    clientId: demoClientId,
    username: demoUsername,
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  }
}

/** The connected app with its certificate, and the sessions that it gave out (b.1). */
export function createSessions(now: () => Date, lifetimeMs: number): Sessions {
  let credentials: DemoCredentials | undefined
  /** Token to its end. */
  let tokens = new Map<string, number>()
  const current = () => {
    credentials ??= newCredentials()
    return credentials
  }

  return {
    credentials: current,

    async logIn(form, audiences) {
      const { grant_type: grant, assertion } = form
      if (grant !== jwtBearer) throw new SalesforceFault('unsupported_grant_type', 'grant type not supported')
      if (!assertion) throw new SalesforceFault('invalid_grant', 'invalid assertion')
      await verify(assertion, current(), audiences, now())
      const token = `${organizationId.slice(0, 15)}!${randomBytes(32).toString('base64url')}`
      tokens.set(token, now().getTime() + lifetimeMs)
      if (tokens.size > keptTokens) tokens = new Map([...tokens].slice(-keptTokens / 2))
      return token
    },

    isValid: (token) => (tokens.get(token) ?? 0) > now().getTime(),
    expireAll: () => tokens.clear(),
    save: () => ({ credentials: current(), tokens: [...tokens] }),
    load(saved) {
      credentials = saved.credentials
      tokens = new Map(saved.tokens)
    },
  }
}

/** In the order in which Salesforce looks: the app, the signature, the audience, the time, the user. */
async function verify(
  assertion: string,
  app: DemoCredentials,
  audiences: string[],
  now: Date,
): Promise<void> {
  const refuse = (message: string, code = 'invalid_grant') => new SalesforceFault(code, message)
  const claims = readClaims(assertion)
  if (!claims) throw refuse('invalid assertion')
  if (claims.iss !== app.clientId) throw refuse('client identifier invalid', 'invalid_client_id')
  try {
    // Expiry is looked at below; the sandbox's clock may have been moved while the portal's was not.
    await jwtVerify(assertion, createPublicKey(app.publicKey), {
      algorithms: ['RS256'],
      currentDate: new Date(0),
    })
  } catch {
    throw refuse('invalid assertion')
  }
  const audience = [claims.aud ?? []].flat().map((url) => url.replace(/\/+$/, ''))
  if (!audience.some((url) => audiences.includes(url))) throw refuse('audience is invalid')
  const endsAt = (claims.exp ?? 0) * 1_000
  const isCurrent = (time: number) => endsAt > time && endsAt - time <= longestAssertionMs + 5_000
  if (!isCurrent(now.getTime()) && !isCurrent(Date.now())) throw refuse('expired authorization code')
  if (claims.sub !== app.username) throw refuse("user hasn't approved this consumer")
}

function readClaims(assertion: string) {
  try {
    return decodeJwt(assertion)
  } catch {
    return undefined
  }
}
