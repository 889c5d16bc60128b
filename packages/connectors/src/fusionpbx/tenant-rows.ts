import type { GatewayPasswords, TenantExtension, TenantGateway, TenantSpec } from '@turnup/domain'
import type { FusionPbxConfig } from './config.ts'
import { partIdOf } from './ids.ts'
import type { Row } from './schema.ts'
import { extensionPassword, voicemailPassword } from './secrets.ts'

export type TableRows = [table: string, rows: Row[]][]

const ringSeconds = 30

/** Names end in SIP headers and channel variables: without what means something there. */
export function plainName(name: string): string {
  return name
    .replace(/["<>\\${}\p{Cc}]/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/** A caller id as the carrier wants to see it. */
export function writtenCallerId({ callerIdPlus }: FusionPbxConfig, number: string): string {
  return callerIdPlus ? number : number.slice(1)
}

/** Domain and settings (R181). The limit of extensions is what FusionPBX itself holds its users to. */
export function domainRows(tenantId: string, spec: TenantSpec): TableRows {
  const setting = (category: string, subcategory: string, name: string, value: string): Row => ({
    domain_uuid: tenantId,
    domain_setting_uuid: partIdOf(tenantId, `setting ${category} ${subcategory}`),
    domain_setting_category: category,
    domain_setting_subcategory: subcategory,
    domain_setting_name: name,
    domain_setting_value: value,
    domain_setting_order: 0,
    domain_setting_enabled: true,
  })
  const domain: Row = {
    domain_uuid: tenantId,
    domain_name: spec.domain,
    domain_enabled: true,
    domain_description: spec.company,
  }
  return [
    ['v_domains', [domain]],
    [
      'v_domain_settings',
      [
        setting('domain', 'time_zone', 'name', spec.timeZone),
        setting('domain', 'language', 'code', spec.language),
        setting('limit', 'extensions', 'numeric', String(spec.maxExtensions)),
      ],
    ],
  ]
}

/** The admin with contact, group and settings. */
export function adminRows(
  tenantId: string,
  { admin, company, language, timeZone }: TenantSpec,
  { passwordHash, groupId, now }: { passwordHash: string; groupId: string; now: Date },
): TableRows {
  const userId = partIdOf(tenantId, 'admin')
  const contactId = partIdOf(tenantId, 'admin contact')
  const words = admin.name.trim().split(/\s+/)
  const own = { domain_uuid: tenantId, user_uuid: userId }
  const setting = (subcategory: string, name: string, value: string): Row => ({
    ...own,
    user_setting_uuid: partIdOf(tenantId, `admin setting ${subcategory}`),
    user_setting_category: 'domain',
    user_setting_subcategory: subcategory,
    user_setting_name: name,
    user_setting_value: value,
    user_setting_order: 0,
    user_setting_enabled: true,
  })
  const contact: Row = {
    domain_uuid: tenantId,
    contact_uuid: contactId,
    contact_type: 'user',
    contact_organization: company,
    contact_name_given: words.length > 1 ? words.slice(0, -1).join(' ') : admin.name,
    contact_name_family: words.length > 1 ? words.at(-1) : null,
    contact_nickname: admin.username,
  }
  const email: Row = {
    domain_uuid: tenantId,
    contact_uuid: contactId,
    contact_email_uuid: partIdOf(tenantId, 'admin email'),
    email_label: 'work',
    email_primary: true,
    email_address: admin.email,
  }
  const user: Row = {
    ...own,
    contact_uuid: contactId,
    username: admin.username,
    password: passwordHash,
    user_email: admin.email,
    user_type: 'default',
    user_enabled: true,
    add_user: 'turnup',
    add_date: now.toISOString(),
  }
  const group: Row = {
    ...own,
    user_group_uuid: partIdOf(tenantId, 'admin group'),
    group_name: admin.group,
    group_uuid: groupId,
  }
  const contactUser: Row = {
    ...own,
    contact_user_uuid: partIdOf(tenantId, 'admin contact user'),
    contact_uuid: contactId,
  }
  return [
    ['v_contacts', [contact]],
    ['v_contact_emails', [email]],
    ['v_users', [user]],
    ['v_contact_users', [contactUser]],
    ['v_user_groups', [group]],
    ['v_user_settings', [setting('language', 'code', language), setting('time_zone', 'name', timeZone)]],
  ]
}

/** Extensions and their voicemail; passwords are made here, go into the database and nowhere else. */
export function extensionRows(
  tenantId: string,
  spec: Pick<TenantSpec, 'domain' | 'company' | 'extensions'>,
  callerId: string | undefined,
): TableRows {
  const extension = ({ number, displayName, recording }: TenantExtension): Row => {
    const name = plainName(displayName ?? '')
    const words = name.split(' ')
    return {
      domain_uuid: tenantId,
      extension_uuid: partIdOf(tenantId, `extension ${number}`),
      extension: number,
      password: extensionPassword(),
      accountcode: spec.domain,
      user_context: spec.domain,
      effective_caller_id_name: name || number,
      effective_caller_id_number: number,
      outbound_caller_id_name: plainName(spec.company),
      outbound_caller_id_number: callerId ?? null,
      directory_first_name: words[0] || null,
      directory_last_name: words.slice(1).join(' ') || null,
      directory_visible: true,
      directory_exten_visible: true,
      limit_max: '5',
      limit_destination: '!USER_BUSY',
      call_timeout: ringSeconds,
      call_screen_enabled: false,
      user_record: recording ?? null,
      do_not_disturb: false,
      forward_all_enabled: false,
      forward_busy_enabled: false,
      forward_no_answer_enabled: false,
      forward_user_not_registered_enabled: false,
      follow_me_enabled: false,
      enabled: true,
      description: displayName ?? null,
    }
  }
  const voicemail = ({ number, voicemailEmail, displayName }: TenantExtension): Row => ({
    domain_uuid: tenantId,
    voicemail_uuid: partIdOf(tenantId, `voicemail ${number}`),
    voicemail_id: number,
    voicemail_password: voicemailPassword(),
    voicemail_mail_to: voicemailEmail ?? null,
    voicemail_attach_file: 'true',
    voicemail_file: 'attach',
    voicemail_local_after_email: true,
    voicemail_tutorial: true,
    voicemail_transcription_enabled: false,
    voicemail_enabled: true,
    voicemail_description: displayName ?? null,
  })
  return [
    ['v_extensions', spec.extensions.map(extension)],
    ['v_voicemails', spec.extensions.filter((each) => each.voicemail).map(voicemail)],
  ]
}

export function gatewayIdOf(tenantId: string, key: string): string {
  return partIdOf(tenantId, `gateway ${key}`)
}

/** The carrier's trunks as gateways (R182, R183); FreeSWITCH knows each by its id. */
export function gatewayRows(
  tenantId: string,
  gateways: TenantGateway[],
  passwords: GatewayPasswords,
  profile: string,
): TableRows {
  const rows = gateways.map(({ key, name, trunk }): Row => {
    const isUsual = trunk.port === 5_060
    return {
      domain_uuid: tenantId,
      gateway_uuid: gatewayIdOf(tenantId, key),
      gateway: name,
      username: trunk.username,
      auth_username: trunk.username,
      password: passwords[key] ?? null,
      realm: trunk.realm ?? trunk.host,
      from_user: trunk.username,
      from_domain: trunk.realm ?? trunk.host,
      proxy: isUsual ? trunk.host : `${trunk.host}:${trunk.port}`,
      expire_seconds: 800,
      register: trunk.registers,
      register_transport: trunk.transport,
      retry_seconds: 30,
      distinct_to: false,
      contact_in_ping: false,
      caller_id_in_from: false,
      supress_cng: false,
      channels: 0,
      context: 'public',
      profile,
      enabled: true,
      description: trunk.trunkId,
    }
  })
  return [['v_gateways', rows]]
}
