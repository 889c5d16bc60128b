-- What Turnup may do in FusionPBX's database, and nothing else. Run as the owner of the tables, after having made the
-- role with a password of its own:
--   create role turnup_provisioning login password '...';
-- Passwords of extensions, voicemail boxes and gateways can be written and not read; default settings, which hold mail
-- passwords, cannot be seen at all. Call records stay when a tenant is removed.

grant usage on schema public to turnup_provisioning;

grant select on v_domains, v_groups, v_domain_settings, v_user_groups, v_user_settings, v_destinations, v_dialplans,
  v_dialplan_details to turnup_provisioning;
grant select (user_uuid, domain_uuid, username, password, user_email) on v_users to turnup_provisioning;
grant select (extension_uuid, domain_uuid, extension, user_context, description, enabled, outbound_caller_id_number)
  on v_extensions to turnup_provisioning;
grant select (voicemail_uuid, domain_uuid, voicemail_id, voicemail_enabled) on v_voicemails to turnup_provisioning;
grant select (gateway_uuid, domain_uuid, gateway, proxy, username, enabled) on v_gateways to turnup_provisioning;

grant insert on v_domains, v_domain_settings, v_contacts, v_contact_emails, v_contact_users, v_users, v_user_groups,
  v_user_settings, v_extensions, v_voicemails, v_gateways, v_destinations, v_dialplans, v_dialplan_details
  to turnup_provisioning;
grant update (password, salt, api_key) on v_users to turnup_provisioning;
grant update (user_setting_enabled) on v_user_settings to turnup_provisioning;
grant update (outbound_caller_id_number) on v_extensions to turnup_provisioning;

-- A tenant is removed with everything in it, also what its people added: from every table that names a tenant. Run this
-- part again after an upgrade that brings new tables.
do $$
declare
  found record;
begin
  for found in
    select c.table_name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
     where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.column_name = 'domain_uuid'
       and c.table_name like 'v\_%' and c.table_name not like 'v\_xml\_cdr%'
  loop
    execute format('grant select (domain_uuid), delete on public.%I to turnup_provisioning', found.table_name);
  end loop;
end $$;

-- Advisable, if no two tenants share a domain in other letters: FusionPBX only looks before it writes.
--   create unique index turnup_domain_name on v_domains (lower(domain_name));
