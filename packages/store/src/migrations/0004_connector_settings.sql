-- Settings of outside systems that an administrator entered in the console; they win over the environment's. A row is
-- never deleted, so that its version only grows: that is how every process sees a change.
create table connector_settings (
  connector text primary key,
  version integer not null,
  -- By the path of the field.
  plain_values jsonb not null,
  -- By the path of the field: sealed by the vault for this connector and path, as base64.
  sealed_values jsonb not null,
  changed_at timestamptz not null,
  changed_by text not null
);
