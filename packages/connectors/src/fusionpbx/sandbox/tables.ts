/**
 * FusionPBX's tables as far as a tenant needs them: names and types from the `app_config.php` files of
 * github.com/fusionpbx/fusionpbx (version 5.6, MPL 1.1). Every table has who inserted and updated a row besides.
 * FusionPBX makes primary keys, and no foreign ones.
 */
export const tables: Record<string, string> = {
  v_destinations: `
    domain_uuid uuid, destination_uuid uuid pk, dialplan_uuid uuid, fax_uuid uuid, user_uuid uuid,
    group_uuid uuid, provider_uuid uuid, destination_type text, destination_number text,
    destination_trunk_prefix text, destination_area_code text, destination_prefix text,
    destination_condition_field text, destination_number_regex text, destination_caller_id_name text,
    destination_caller_id_number text, destination_cid_name_prefix text, destination_context text,
    destination_record boolean, destination_hold_music text, destination_distinctive_ring text,
    destination_ringback text, destination_accountcode text, destination_type_voice numeric,
    destination_type_fax numeric, destination_type_emergency numeric, destination_type_text numeric,
    destination_conditions json, destination_actions json, destination_app text, destination_data text,
    destination_alternate_app text, destination_alternate_data text, destination_order numeric,
    destination_enabled boolean, destination_description text, destination_email boolean
  `,
  v_dialplans: `
    domain_uuid uuid, dialplan_uuid uuid pk, app_uuid uuid, hostname text, dialplan_context text,
    dialplan_name text, dialplan_number text, dialplan_destination boolean, dialplan_continue boolean,
    dialplan_xml text, dialplan_order numeric, dialplan_enabled boolean, dialplan_description text
  `,
  v_dialplan_details: `
    domain_uuid uuid, dialplan_uuid uuid, dialplan_detail_uuid uuid pk, dialplan_detail_tag text,
    dialplan_detail_type text, dialplan_detail_data text, dialplan_detail_break text, dialplan_detail_inline
    text, dialplan_detail_group numeric, dialplan_detail_order numeric, dialplan_detail_enabled boolean
  `,
  v_extension_settings: `
    extension_setting_uuid uuid pk, domain_uuid uuid, extension_uuid uuid, extension_setting_type text,
    extension_setting_name text, extension_setting_value text, extension_setting_enabled boolean,
    extension_setting_description text
  `,
  v_extensions: `
    extension_uuid uuid pk, domain_uuid uuid, extension text, number_alias text, password text, accountcode
    text, effective_caller_id_name text, effective_caller_id_number text, outbound_caller_id_name text,
    outbound_caller_id_number text, emergency_caller_id_name text, emergency_caller_id_number text,
    directory_first_name text, directory_last_name text, directory_visible boolean, directory_exten_visible
    boolean, max_registrations text, limit_max text, limit_destination text, missed_call_app text,
    missed_call_data text, user_context text, toll_allow text, call_timeout numeric, call_group text,
    call_screen_enabled boolean, user_record text, hold_music text, auth_acl text, cidr text,
    sip_force_contact text, nibble_account text, sip_force_expires numeric, mwi_account text,
    sip_bypass_media text, unique_id numeric, dial_string text, dial_user text, dial_domain text,
    do_not_disturb boolean, forward_all_destination text, forward_all_enabled boolean,
    forward_busy_destination text, forward_busy_enabled boolean, forward_no_answer_destination text,
    forward_no_answer_enabled boolean, forward_user_not_registered_destination text,
    forward_user_not_registered_enabled boolean, follow_me_uuid uuid, follow_me_enabled boolean,
    follow_me_destinations text, extension_language text, extension_dialect text, extension_voice text,
    extension_type text, enabled boolean, description text, absolute_codec_string text, force_ping boolean
  `,
  v_extension_users: `
    extension_user_uuid uuid pk, domain_uuid uuid, extension_uuid uuid, user_uuid uuid
  `,
  v_gateways: `
    gateway_uuid uuid pk, domain_uuid uuid, gateway text, username text, password text, distinct_to boolean,
    auth_username text, realm text, from_user text, from_domain text, proxy text, register_proxy text,
    outbound_proxy text, expire_seconds numeric, register boolean, register_transport text, contact_params
    text, retry_seconds numeric, extension text, ping text, ping_min text, ping_max text, contact_in_ping
    boolean, caller_id_in_from boolean, supress_cng boolean, sip_cid_type text, codec_prefs text, channels
    numeric, extension_in_contact text, context text, profile text, hostname text, enabled boolean,
    description text
  `,
  v_ring_groups: `
    domain_uuid uuid, ring_group_uuid uuid pk, ring_group_name text, ring_group_extension text,
    ring_group_greeting text, ring_group_exit_key text, ring_group_call_timeout numeric,
    ring_group_forward_destination text, ring_group_forward_enabled boolean, ring_group_caller_id_name text,
    ring_group_caller_id_number text, ring_group_cid_name_prefix text, ring_group_cid_number_prefix text,
    ring_group_strategy text, ring_group_timeout_app text, ring_group_timeout_data text,
    ring_group_distinctive_ring text, ring_group_ringback text, ring_group_call_screen_enabled boolean,
    ring_group_call_forward_enabled boolean, ring_group_follow_me_enabled boolean,
    ring_group_missed_call_app text, ring_group_missed_call_data text, ring_group_context text,
    ring_group_enabled boolean, ring_group_description text, dialplan_uuid uuid,
    ring_group_forward_toll_allow text, ring_group_wait_announcement text, ring_group_wait_interval numeric
  `,
  v_voicemails: `
    domain_uuid uuid, voicemail_uuid uuid pk, voicemail_id text, voicemail_password text, voicemail_tutorial
    boolean, greeting_id numeric, voicemail_alternate_greet_id text, voicemail_recording_instructions
    boolean, voicemail_recording_options boolean, voicemail_mail_to text, voicemail_sms_to text,
    voicemail_transcription_enabled boolean, voicemail_transcription_prompt_enabled boolean,
    voicemail_transcription_prompt text, voicemail_attach_file text, voicemail_file text,
    voicemail_local_after_email boolean, voicemail_local_after_forward boolean, voicemail_enabled boolean,
    voicemail_description text, alternate_voicemail_destination text, alternate_voicemail_enabled boolean,
    voicemail_name_base64 text
  `,
  v_contacts: `
    contact_uuid uuid pk, domain_uuid uuid, contact_parent_uuid uuid, contact_type text,
    contact_organization text, contact_name_prefix text, contact_name_given text, contact_name_middle text,
    contact_name_family text, contact_name_suffix text, contact_nickname text, contact_title text,
    contact_role text, contact_category text, contact_url text, contact_time_zone text, contact_note text,
    last_mod_date text, last_mod_user text
  `,
  v_contact_users: `
    contact_user_uuid uuid pk, domain_uuid uuid, contact_uuid uuid, user_uuid uuid
  `,
  v_contact_emails: `
    contact_email_uuid uuid pk, domain_uuid uuid, contact_uuid uuid, email_label text, email_primary
    boolean, email_address text, email_description text
  `,
  v_default_settings: `
    default_setting_uuid uuid pk, app_uuid uuid, default_setting_category text, default_setting_subcategory
    text, default_setting_name text, default_setting_value text, default_setting_order numeric,
    default_setting_enabled boolean, default_setting_description text
  `,
  v_domain_settings: `
    domain_uuid uuid, domain_setting_uuid uuid pk, app_uuid uuid, domain_setting_category text,
    domain_setting_subcategory text, domain_setting_name text, domain_setting_value text,
    domain_setting_order numeric, domain_setting_enabled boolean, domain_setting_description text
  `,
  v_domains: `
    domain_uuid uuid pk, domain_parent_uuid uuid, domain_name text, domain_enabled boolean,
    domain_description text
  `,
  v_groups: `
    group_uuid uuid pk, domain_uuid uuid, group_name text, group_protected boolean, group_level numeric,
    group_description text
  `,
  v_user_settings: `
    user_setting_uuid uuid pk, user_uuid uuid, domain_uuid uuid, user_setting_category text,
    user_setting_subcategory text, user_setting_name text, user_setting_value text, user_setting_order
    numeric, user_setting_enabled boolean, user_setting_description text
  `,
  v_users: `
    user_uuid uuid pk, domain_uuid uuid, contact_uuid uuid, username text, password text, salt text,
    user_email text, user_status text, api_key text, user_totp_secret text, user_type text, user_enabled
    boolean, add_user text, add_date text
  `,
  v_user_groups: `
    user_group_uuid uuid pk, domain_uuid uuid, group_name text, group_uuid uuid, user_uuid uuid
  `,
}
