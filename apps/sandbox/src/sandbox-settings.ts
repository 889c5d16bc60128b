import { sandboxDidwwKey } from '@turnup/connectors/didww/sandbox'
import { sandboxRequester } from '@turnup/connectors/es2plus/sandbox'
import { sandboxSendGridKey } from '@turnup/connectors/mail-sandbox'
import { sandboxMvneKey } from '@turnup/connectors/mvne/sandbox'
import { sandboxVoipMsCredentials } from '@turnup/connectors/voip-ms/sandbox'
import { sandboxWhmcsCredentials } from '@turnup/connectors/whmcs/sandbox'
import type { SandboxSystems } from './systems.ts'

/**
 * What a Turnup server needs in its environment to work against this sandbox: the names are those of its settings. The
 * secrets among them open nothing but the sandbox.
 */
export function sandboxSettings(
  url: string,
  addresses: Record<string, string>,
  systems: SandboxSystems,
): Record<string, string> {
  const org = systems.salesforce.demoCredentials()
  return {
    SF_LOGIN_URL: `${url}/salesforce`,
    SF_CLIENT_ID: org.clientId,
    SF_USERNAME: org.username,
    SF_PRIVATE_KEY_BASE64: Buffer.from(org.privateKey).toString('base64'),
    SF_PUBSUB_ENDPOINT: addresses.pubsub ?? '',
    SF_PUBSUB_INSECURE: 'true',
    WHMCS_URL: `${url}/whmcs`,
    WHMCS_IDENTIFIER: sandboxWhmcsCredentials.identifier,
    WHMCS_SECRET: sandboxWhmcsCredentials.secret,
    WHMCS_PAYMENT_METHOD: 'stripe',
    ES2PLUS_URL: `${url}/es2plus`,
    ES2PLUS_REQUESTER_ID: sandboxRequester,
    ES2PLUS_SMDP_ADDRESS: 'smdp.sandbox.example',
    MVNE_URL: `${url}/mvne`,
    MVNE_API_KEY: sandboxMvneKey,
    MAIL_TRANSPORT: 'sendgrid-then-smtp',
    MAIL_FROM_EMAIL: 'service@harbour-telecom.example',
    MAIL_FROM_NAME: 'Harbour Telecom',
    SENDGRID_URL: `${url}/mail`,
    SENDGRID_API_KEY: sandboxSendGridKey,
    SMTP_HOST: '127.0.0.1',
    SMTP_PORT: /\d+$/.exec(addresses.smtp ?? '')?.[0] ?? '',
    SMTP_REQUIRE_TLS: 'false',
    ...carrierSettings(url),
    ...fusionPbxSettings(systems),
  }
}

/** Both carriers of phone numbers; calls go to and come from a PBX that is not there. */
function carrierSettings(url: string): Record<string, string> {
  return {
    VOIP_MS_URL: `${url}/voip-ms`,
    VOIP_MS_API_USERNAME: sandboxVoipMsCredentials.apiUsername,
    VOIP_MS_API_PASSWORD: sandboxVoipMsCredentials.apiPassword,
    VOIP_MS_ACCOUNT_NUMBER: sandboxVoipMsCredentials.accountNumber,
    VOIP_MS_SERVER_POP: '7',
    DIDWW_URL: `${url}/didww`,
    DIDWW_API_KEY: sandboxDidwwKey,
    DIDWW_PORTAL_URL: `${url}/didww`,
    DIDWW_PBX_HOST: 'pbx.harbour-telecom.example',
    DIDWW_PBX_ADDRESSES: '203.0.113.20',
  }
}

function fusionPbxSettings({ fusionpbx }: SandboxSystems): Record<string, string> {
  if (!fusionpbx) return {}
  const pbx = fusionpbx.connection()
  return {
    FUSIONPBX_SERVER_NAME: 'Harbour PBX',
    FUSIONPBX_BASE_DOMAIN: pbx.baseDomain,
    FUSIONPBX_TEMPLATE_DOMAIN: pbx.templateDomain,
    FUSIONPBX_DATABASE_HOST: pbx.databaseHost,
    FUSIONPBX_DATABASE_PORT: String(pbx.databasePort),
    FUSIONPBX_DATABASE_NAME: pbx.databaseName,
    FUSIONPBX_DATABASE_USER: pbx.databaseUser,
    FUSIONPBX_DATABASE_PASSWORD: pbx.databasePassword,
    FUSIONPBX_SWITCH_HOST: pbx.switchHost,
    FUSIONPBX_SWITCH_PORT: String(pbx.switchPort),
    FUSIONPBX_SWITCH_PASSWORD: pbx.switchPassword,
  }
}
