import { secret, type Variable, variable } from './variable.ts'

const salesforceVariables: Variable[] = [
  variable(
    'SF_LOGIN_URL',
    'salesforce.loginUrl',
    'text',
    'https://login.salesforce.com, https://test.salesforce.com for a sandbox org, or your own domain.',
  ),
  variable('SF_CLIENT_ID', 'salesforce.clientId', 'text', 'Consumer key of the connected app.'),
  variable('SF_USERNAME', 'salesforce.username', 'text', 'The integration user.'),
  variable(
    'SF_PRIVATE_KEY_PATH',
    'salesforce.privateKey',
    'file',
    'File with the RSA private key (PEM) whose certificate is uploaded to the connected app. Or SF_PRIVATE_KEY_BASE64.',
  ),
  secret('SF_PRIVATE_KEY_BASE64', 'salesforce.privateKey', 'base64', 'The same key itself, as base64.'),
  variable(
    'SF_AUDIENCE',
    'salesforce.audience',
    'text',
    "The assertion's audience, when it is not the login URL.",
  ),
  variable('SF_API_VERSION', 'salesforce.apiVersion', 'text', 'REST version, such as v64.0.'),
  variable('SF_PRICEBOOK_ID', 'salesforce.pricebookId', 'text', "Record id of the portal's pricebook."),
  variable('SF_PRICEBOOK_NAME', 'salesforce.pricebookName', 'text', 'Its name, used when no id is set.'),
  variable('SF_TIMEOUT_SECONDS', 'salesforce.timeoutMs', 'seconds', 'Longest wait for one answer.'),
  variable('SF_MULTI_CURRENCY', 'salesforce.multiCurrency', 'flag', 'The org has several currencies.'),
  variable(
    'SF_FIELDS',
    'salesforce.fields',
    'json',
    'API names that differ from those of the profile: {"order": {"promoCode": "Voucher__c"}}.',
  ),
  variable(
    'SF_WRITE_ACTIVATING',
    'salesforce.writeActivating',
    'flag',
    'Writes "Activating" to the order; by profile unless set, since the event flow listens to that change.',
  ),
  variable('SF_PROVISION_EVENT_CHANNEL', 'pubsub.topicName', 'text', 'Channel of the platform event.'),
  variable('SF_PUBSUB_ENDPOINT', 'pubsub.endpoint', 'text', 'Host and port of the Pub/Sub API.'),
  variable(
    'SF_PUBSUB_INSECURE',
    'pubsub.insecure',
    'flag',
    'Without TLS: only for a sandbox on this machine.',
  ),
  variable('SF_PUBSUB_START_FROM', 'pubsub.startFrom', 'text', 'Where the very first subscription begins.'),
]

const whmcsVariables: Variable[] = [
  variable('WHMCS_URL', 'whmcs.url', 'text', 'Address of WHMCS; includes/api.php is added to it.'),
  secret('WHMCS_IDENTIFIER', 'whmcs.identifier', 'text', 'API identifier.'),
  secret('WHMCS_SECRET', 'whmcs.secret', 'text', 'API secret.'),
  secret('WHMCS_ACCESS_KEY', 'whmcs.accessKey', 'text', 'API access key, where configuration.php sets one.'),
  variable(
    'WHMCS_PAYMENT_METHOD',
    'whmcs.paymentMethod',
    'text',
    'System name of the payment gateway for orders, such as stripe.',
  ),
  variable(
    'WHMCS_CUSTOMER_NUMBER_FIELD_ID',
    'whmcs.customerNumberFieldId',
    'text',
    'Id of the client custom field that holds the customer number.',
  ),
  variable(
    'WHMCS_ORDER_MARKER_FIELD',
    'whmcs.orderMarkerFieldName',
    'text',
    "Name of the product custom field that holds Turnup's reference.",
  ),
  variable(
    'WHMCS_CRM_ORDER_FIELD',
    'whmcs.crmOrderFieldName',
    'text',
    'Name of the product custom field that holds the CRM order id.',
  ),
  variable(
    'WHMCS_ORDER_CUSTOMER_NUMBER_FIELD',
    'whmcs.orderCustomerNumberFieldName',
    'text',
    'Name of the product custom field that holds the customer number, where products have one.',
  ),
  variable(
    'WHMCS_TRUST_ORDER_NOTES',
    'whmcs.trustOrderNotes',
    'flag',
    'Lets orders pass whose products lack the reference field; only where this WHMCS keeps the notes of AddOrder.',
  ),
  variable(
    'WHMCS_SUPPRESS_WELCOME_MAIL',
    'whmcs.suppressWelcomeMail',
    'flag',
    'Keeps WHMCS from sending its own welcome mail.',
  ),
  variable('WHMCS_DEPARTMENT_ID', 'whmcs.departmentId', 'text', 'Support department that gets tickets.'),
  variable(
    'WHMCS_SSO_BASE_PATH',
    'whmcs.ssoBasePath',
    'text',
    'Path in front of the client area pages, when there is one.',
  ),
  variable('WHMCS_TIMEOUT_SECONDS', 'whmcs.timeoutMs', 'seconds', 'Longest wait for one answer.'),
]

const es2plusVariables: Variable[] = [
  variable(
    'ES2PLUS_URL',
    'es2plus.url',
    'text',
    'Origin of the SM-DP+. Without it, nothing with an eSIM can be fulfilled.',
  ),
  variable(
    'ES2PLUS_REQUESTER_ID',
    'es2plus.functionRequesterIdentifier',
    'text',
    'Identifier (an OID) under which the SM-DP+ knows you.',
  ),
  variable(
    'ES2PLUS_PROTOCOL_VERSION',
    'es2plus.protocolVersion',
    'text',
    'Version of SGP.22 in X-Admin-Protocol.',
  ),
  variable(
    'ES2PLUS_SMDP_ADDRESS',
    'es2plus.smdpAddress',
    'text',
    'Address that activation codes carry when the SM-DP+ names none.',
  ),
  secret(
    'ES2PLUS_MATCHING_ID_SECRET',
    'es2plus.matchingIdSecret',
    'text',
    'Secret behind the matching ids; derived from the master key unless set.',
  ),
  variable(
    'ES2PLUS_CLIENT_CERTIFICATE_PATH',
    'es2plus.clientCertificate',
    'file',
    'File with the client certificate (PEM), for mutual TLS.',
  ),
  variable('ES2PLUS_CLIENT_KEY_PATH', 'es2plus.clientKey', 'file', 'File with its key (PEM).'),
  variable(
    'ES2PLUS_SERVER_AUTHORITY_PATH',
    'es2plus.serverAuthority',
    'file',
    'File with the certificate authority of the SM-DP+, where it is not a public one.',
  ),
  variable('ES2PLUS_TIMEOUT_SECONDS', 'es2plus.timeoutMs', 'seconds', 'Longest wait for one answer.'),
]

const mvneVariables: Variable[] = [
  variable(
    'MVNE_URL',
    'mvne.url',
    'text',
    'Address of the line activation service. Without it, no SIM line can be activated.',
  ),
  secret('MVNE_API_KEY', 'mvne.apiKey', 'text', 'Its API key, sent as a bearer token.'),
  variable('MVNE_TIMEOUT_SECONDS', 'mvne.timeoutMs', 'seconds', 'Longest wait for one answer.'),
]

const fusionPbxVariables: Variable[] = [
  variable('FUSIONPBX_SERVER_NAME', 'fusionpbx.serverName', 'text', 'Name of the server for people.'),
  variable(
    'FUSIONPBX_BASE_DOMAIN',
    'fusionpbx.baseDomain',
    'text',
    'Tenants are made under it, such as pbx.example.com. Without it, no PBX can be set up.',
  ),
  variable(
    'FUSIONPBX_TEMPLATE_DOMAIN',
    'fusionpbx.templateDomain',
    'text',
    'Domain of the tenant whose standard dialplans are copied.',
  ),
  variable(
    'FUSIONPBX_LOGIN_URL',
    'fusionpbx.loginUrl',
    'text',
    'Where admins sign in; {domain} stands for the domain of the tenant.',
  ),
  variable('FUSIONPBX_DATABASE_HOST', 'fusionpbx.databaseHost', 'text', 'PostgreSQL of FusionPBX.'),
  variable('FUSIONPBX_DATABASE_PORT', 'fusionpbx.databasePort', 'integer', 'Its port.'),
  variable('FUSIONPBX_DATABASE_NAME', 'fusionpbx.databaseName', 'text', 'Database of FusionPBX.'),
  variable(
    'FUSIONPBX_DATABASE_USER',
    'fusionpbx.databaseUser',
    'text',
    "A role with the rights of the connector's role.sql.",
  ),
  secret('FUSIONPBX_DATABASE_PASSWORD', 'fusionpbx.databasePassword', 'text', 'Its password.'),
  variable(
    'FUSIONPBX_DATABASE_TLS',
    'fusionpbx.databaseTls',
    'flag',
    'TLS to the database, with its certificate checked; on unless it is on this machine.',
  ),
  variable(
    'FUSIONPBX_DATABASE_AUTHORITY_PATH',
    'fusionpbx.databaseAuthority',
    'file',
    'File with the certificate authority (PEM) of the database, where it is not a public one.',
  ),
  variable(
    'FUSIONPBX_MAX_CONNECTIONS',
    'fusionpbx.maxConnections',
    'integer',
    'Database connections at once.',
  ),
  variable('FUSIONPBX_SWITCH_HOST', 'fusionpbx.switchHost', 'text', 'Event socket of FreeSWITCH.'),
  variable('FUSIONPBX_SWITCH_PORT', 'fusionpbx.switchPort', 'integer', 'Its port.'),
  secret('FUSIONPBX_SWITCH_PASSWORD', 'fusionpbx.switchPassword', 'text', 'Its password.'),
  variable(
    'FUSIONPBX_SWITCH_TLS',
    'fusionpbx.switchTls',
    'flag',
    'TLS to the event socket (by a tunnel such as stunnel); on unless it is on this machine.',
  ),
  variable(
    'FUSIONPBX_SWITCH_AUTHORITY_PATH',
    'fusionpbx.switchAuthority',
    'file',
    'File with the certificate authority (PEM) of that tunnel.',
  ),
  variable(
    'FUSIONPBX_CACHE_METHOD',
    'fusionpbx.cacheMethod',
    'text',
    'Where the switch keeps its cache, as in the default settings of FusionPBX.',
  ),
  variable('FUSIONPBX_GATEWAY_PROFILE', 'fusionpbx.gatewayProfile', 'text', 'SIP profile of gateways.'),
  variable(
    'FUSIONPBX_ALLOW_SUPERADMIN',
    'fusionpbx.allowSuperadmin',
    'flag',
    'Lets orders make admins who see every tenant. Leave it off.',
  ),
  variable(
    'FUSIONPBX_UNIQUE_USERNAMES',
    'fusionpbx.uniqueUsernames',
    'flag',
    'User names are unique across tenants, as in the default settings of FusionPBX.',
  ),
  variable(
    'FUSIONPBX_CALLER_ID_PLUS',
    'fusionpbx.callerIdPlus',
    'flag',
    'Caller ids begin with a plus, where the carrier wants them so.',
  ),
  variable(
    'FUSIONPBX_SERVICE_USER_ID',
    'fusionpbx.serviceUserId',
    'text',
    'Id of the FusionPBX user who is shown as the maker of rows.',
  ),
  variable('FUSIONPBX_TIMEOUT_SECONDS', 'fusionpbx.timeoutMs', 'seconds', 'Longest wait for one answer.'),
]

const voipMsVariables: Variable[] = [
  variable('VOIP_MS_URL', 'voipMs.url', 'text', 'Address of VoIP.ms; another one only to try things out.'),
  secret(
    'VOIP_MS_API_USERNAME',
    'voipMs.apiUsername',
    'text',
    'Mail address of the account. Without it, no numbers of VoIP.ms can be ordered.',
  ),
  secret('VOIP_MS_API_PASSWORD', 'voipMs.apiPassword', 'text', "API password; not the customer portal's."),
  variable('VOIP_MS_ACCOUNT_NUMBER', 'voipMs.accountNumber', 'text', 'Number of the main account.'),
  variable('VOIP_MS_SERVER_POP', 'voipMs.serverPop', 'text', 'Number of the server (POP) that is used.'),
  variable('VOIP_MS_ENCRYPTED_SIP', 'voipMs.encryptedSip', 'flag', 'TLS and SRTP to gateways.'),
  variable(
    'VOIP_MS_INTERNATIONAL_CALLS',
    'voipMs.internationalCalls',
    'flag',
    'Lets trunks call out of North America.',
  ),
  variable('VOIP_MS_ROUTE', 'voipMs.route', 'text', 'Route of outgoing calls.'),
  variable('VOIP_MS_CODECS', 'voipMs.codecs', 'text', 'Codecs of trunks with semicolons between them.'),
  variable('VOIP_MS_DIAL_TIME', 'voipMs.dialTimeSeconds', 'integer', 'Seconds that a number rings.'),
  variable('VOIP_MS_LOW_BALANCE', 'voipMs.lowBalance', 'integer', 'The check warns below it, in dollars.'),
  variable('VOIP_MS_TIMEOUT_SECONDS', 'voipMs.timeoutMs', 'seconds', 'Longest wait for one answer.'),
]

const didwwVariables: Variable[] = [
  variable('DIDWW_URL', 'didww.url', 'text', 'Address of DIDWW; the test system unless set.'),
  secret('DIDWW_API_KEY', 'didww.apiKey', 'text', 'API key. Without it, no numbers of DIDWW can be ordered.'),
  variable(
    'DIDWW_ALLOW_PRODUCTION',
    'didww.allowProduction',
    'flag',
    'Lets Turnup order at the real DIDWW, https://api.didww.com.',
  ),
  variable(
    'DIDWW_CALLBACK_URL',
    'didww.callbackUrl',
    'text',
    'Where DIDWW tells of changes; PUBLIC_URL with /webhooks/numbers/didww unless set.',
  ),
  variable('DIDWW_PORTAL_URL', 'didww.portalUrl', 'text', 'Where a person uploads papers by hand.'),
  variable(
    'DIDWW_REGISTRATION_ROUTE',
    'didww.registrationRoute',
    'text',
    'Papers uploaded in the portal, papers sent by Turnup, or the number first.',
  ),
  variable(
    'DIDWW_TRUNKS',
    'didww.trunks',
    'text',
    'Trunks with fixed addresses for calls in and out, or with registration for calls in only.',
  ),
  variable(
    'DIDWW_PBX_HOST',
    'didww.pbxHost',
    'text',
    'Public SIP address of the PBX; two-way trunks need it.',
  ),
  variable('DIDWW_PBX_PORT', 'didww.pbxPort', 'integer', 'Its SIP port.'),
  variable(
    'DIDWW_PBX_ADDRESSES',
    'didww.pbxAddresses',
    'list',
    'IP addresses that the PBX calls from; two-way trunks need them.',
  ),
  variable('DIDWW_ACCESS_POINT', 'didww.accessPoint', 'text', 'Access point of gateways, such as fra.'),
  variable('DIDWW_ENCRYPTED_SIP', 'didww.encryptedSip', 'flag', 'TLS and SRTP to gateways.'),
  variable('DIDWW_CURRENCY', 'didww.currency', 'text', 'Currency of the account.'),
  variable('DIDWW_LOW_BALANCE', 'didww.lowBalance', 'integer', 'The check warns below it.'),
  variable('DIDWW_TIMEOUT_SECONDS', 'didww.timeoutMs', 'seconds', 'Longest wait for one answer.'),
]

const mailVariables: Variable[] = [
  variable(
    'MAIL_TRANSPORT',
    'mail.transport',
    'text',
    'How mails leave; by what is configured unless set: SENDGRID_API_KEY, SMTP_HOST, or both.',
  ),
  variable('MAIL_FROM_EMAIL', ['smtp.fromEmail', 'sendgrid.fromEmail'], 'text', 'Sender address.'),
  variable('MAIL_FROM_NAME', ['smtp.fromName', 'sendgrid.fromName'], 'text', 'Sender name.'),
  variable('MAIL_REPLY_TO', ['smtp.replyTo', 'sendgrid.replyTo'], 'text', 'Where answers go.'),
  secret('SENDGRID_API_KEY', 'sendgrid.apiKey', 'text', 'API key with the permission "Mail Send".'),
  variable(
    'SENDGRID_URL',
    'sendgrid.url',
    'text',
    'Address of the API; https://api.eu.sendgrid.com for European accounts.',
  ),
  variable('SENDGRID_TIMEOUT_SECONDS', 'sendgrid.timeoutMs', 'seconds', 'Longest wait for one answer.'),
  variable('SMTP_HOST', 'smtp.host', 'text', 'Mail server.'),
  variable('SMTP_PORT', 'smtp.port', 'integer', 'Its port.'),
  variable('SMTP_SECURE', 'smtp.secure', 'flag', 'TLS from the first byte (port 465); otherwise STARTTLS.'),
  variable(
    'SMTP_REQUIRE_TLS',
    'smtp.requireTls',
    'flag',
    'Refuses to send without TLS. Off only for a relay on this machine or in a network of your own.',
  ),
  variable('SMTP_USER', 'smtp.user', 'text', 'User name.'),
  secret('SMTP_PASSWORD', 'smtp.password', 'text', 'Password.'),
  variable('SMTP_POOL', 'smtp.pool', 'flag', 'Keeps connections open between mails.'),
  variable('SMTP_MAX_CONNECTIONS', 'smtp.maxConnections', 'integer', 'Connections at once.'),
  variable('SMTP_TIMEOUT_SECONDS', 'smtp.timeoutMs', 'seconds', 'Longest wait for one mail to be taken.'),
]

/** The settings of the outside systems; each connector's own schema judges its part. */
export const connectorVariables: readonly Variable[] = [
  ...salesforceVariables,
  ...whmcsVariables,
  ...es2plusVariables,
  ...mvneVariables,
  ...fusionPbxVariables,
  ...voipMsVariables,
  ...didwwVariables,
  ...mailVariables,
]
