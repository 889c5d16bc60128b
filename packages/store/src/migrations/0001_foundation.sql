-- People who sign in at the portal.
create table portal_user (
  id uuid primary key,
  email text not null,
  password_hash text not null,
  first_name text not null,
  last_name text not null,
  company text,
  phone text,
  customer_number text not null,
  state text not null default 'registering' check (state in ('registering', 'active')),
  -- Why customer service should look at this user (R030); null when there is nothing to look at.
  review_reason text,
  locale text not null default 'en',
  created_at timestamptz not null default now(),
  activated_at timestamptz
);
create unique index portal_user_email on portal_user (lower(email));
create unique index portal_user_customer_number on portal_user (customer_number) where state = 'active';

-- The same customer in three systems (R034).
create table customer_mapping (
  customer_id uuid primary key references portal_user (id),
  customer_number text not null unique,
  billing_client_id text not null unique,
  crm_account_id text not null unique,
  created_at timestamptz not null default now()
);

create table operator (
  id uuid primary key,
  email text not null,
  name text not null,
  password_hash text not null,
  role text not null check (role in ('viewer', 'operator', 'administrator')),
  disabled_at timestamptz,
  created_at timestamptz not null default now()
);
create unique index operator_email on operator (lower(email));

-- A family is one sign-in; a used token that is used again ends the whole family.
create table refresh_token (
  hash bytea primary key,
  family_id uuid not null,
  subject_kind text not null check (subject_kind in ('customer', 'operator')),
  subject_id uuid not null,
  issued_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz
);
create index refresh_token_family on refresh_token (family_id);
create index refresh_token_subject on refresh_token (subject_kind, subject_id);

create table password_reset (
  hash bytea primary key,
  customer_id uuid not null references portal_user (id),
  expires_at timestamptz not null,
  used_at timestamptz
);

create table product_order (
  id uuid primary key,
  kind text not null check (kind in ('acquisition', 'esim-reissue', 'top-up')),
  crm_order_id text unique,
  crm_order_number text,
  opportunity_id text,
  customer_id uuid not null references portal_user (id),
  customer_number text not null,
  billing_client_id text not null,
  crm_account_id text not null,
  -- Where the order came from: portal, crm (made there by a person), console, api.
  channel text not null,
  idempotency_key text,
  -- Hash of the body that came with the key, to tell a repeat from another order under the same key.
  request_fingerprint text,
  state text not null,
  -- Counts every change of the order or its steps; whoever writes names the one that was read.
  revision integer not null default 0,
  -- Accepted requests to fulfil; 0 before the first (X06).
  generation integer not null default 0,
  items jsonb not null,
  promo_code text,
  notes text,
  -- What reissue and top-up are about: service id, reason, package.
  subject jsonb,
  plan jsonb,
  billing_order_id text,
  billing_service_ids text[] not null default '{}',
  masked_iccid text,
  -- Who has to act, why, what they can do, by when (law 5); null when finished.
  next_action jsonb,
  error_code text,
  error_message text,
  -- The status last told to the CRM, and what still has to be told.
  crm_status_reported text,
  crm_status_due text,
  -- When the engine should look again; null when nothing is waiting for time.
  wake_at timestamptz,
  correlation_id text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz
);
create unique index product_order_idempotency on product_order (customer_id, idempotency_key) where idempotency_key is not null;
create index product_order_customer on product_order (customer_id, created_at desc);
create index product_order_state on product_order (state, updated_at desc);
create index product_order_created on product_order (created_at desc, id);
create index product_order_open on product_order (wake_at) where state in ('inProgress', 'held', 'assessingCancellation', 'pending', 'acknowledged');
create index product_order_crm_due on product_order (updated_at) where crm_status_due is not null;
create index product_order_error on product_order (error_code) where error_code is not null;

create table order_step (
  order_id uuid not null references product_order (id),
  key text not null,
  position integer not null,
  action text not null,
  needs text[] not null,
  gate jsonb,
  -- Who opened the gate, and when.
  gate_decision jsonb,
  point_of_no_return boolean not null default false,
  input jsonb not null,
  state text not null,
  result jsonb,
  error jsonb,
  attempt_count integer not null default 0,
  -- Since when this step has been failing; the retry budget counts from here.
  trouble_since timestamptz,
  wake_at timestamptz,
  updated_at timestamptz not null,
  primary key (order_id, key)
);

-- Intent before effect (law 1): the row is there before the call, outcome and finished_at after it.
create table step_attempt (
  -- Time-ordered (UUID version 7).
  id uuid primary key,
  order_id uuid not null,
  step_key text not null,
  operation text not null check (operation in ('apply', 'undo', 'report')),
  generation integer not null,
  started_at timestamptz not null,
  -- When the outside call has certainly ended, with or without our knowledge.
  expires_at timestamptz not null,
  finished_at timestamptz,
  outcome text check (outcome in ('succeeded', 'found', 'failed', 'unknown', 'abandoned')),
  error_kind text,
  error_code text,
  error_message text,
  -- Redacted exchanges with the outside system.
  exchanges jsonb,
  correlation_id text not null
);
create index step_attempt_order on step_attempt (order_id, step_key, id);

-- One outside effect at a time for one key, for example one AddOrder per billing client.
create table flight (
  key text primary key,
  order_id uuid not null,
  step_key text not null,
  expires_at timestamptz not null
);

create table timeline_event (
  id bigint generated always as identity primary key,
  order_id uuid not null,
  at timestamptz not null,
  kind text not null,
  text text not null,
  -- 'customer', 'operator:<id>', 'crm', 'turnup'
  actor text not null,
  -- Shown to the customer too.
  public boolean not null default false,
  detail jsonb
);
create index timeline_event_order on timeline_event (order_id, id);

-- Values that an order needs and nobody may read: encrypted, and deleted when the order is finished (R110).
create table order_secret (
  order_id uuid not null,
  name text not null,
  ciphertext bytea not null,
  created_at timestamptz not null,
  primary key (order_id, name)
);

-- eSIM profiles bought beforehand; the number is encrypted until used and erased afterwards.
create table esim_profile (
  id bigint generated always as identity primary key,
  profile_type text not null,
  iccid_ciphertext bytea,
  -- Keyed hash, so that one profile cannot be imported twice.
  iccid_digest bytea not null unique,
  masked_iccid text not null,
  reserved_ref text unique,
  reserved_at timestamptz,
  spent_at timestamptz
);
create index esim_profile_ref on esim_profile (reserved_ref text_pattern_ops);
create index esim_profile_free on esim_profile (profile_type, id) where reserved_ref is null;

-- Every door writes here first; business key is order and generation (X04, X06).
create table inbox (
  crm_order_id text not null,
  generation integer not null,
  door text not null,
  delivery_id text not null,
  deliveries integer not null default 1,
  correlation_id text not null,
  requested_by text,
  received_at timestamptz not null,
  handled_at timestamptz,
  -- started, refused:<CODE>
  result text,
  primary key (crm_order_id, generation)
);
create index inbox_unhandled on inbox (received_at) where handled_at is null;

-- What each delivery said, so that a repeat under the same Idempotency-Key or event id gets the same answer.
create table inbox_delivery (
  door text not null,
  delivery_id text not null,
  crm_order_id text not null,
  generation integer not null,
  received_at timestamptz not null,
  primary key (door, delivery_id)
);

create table webhook_nonce (
  nonce text primary key,
  seen_at timestamptz not null,
  expires_at timestamptz not null
);
create index webhook_nonce_expiry on webhook_nonce (expires_at);

create table stream_cursor (
  topic text primary key,
  replay_id bytea not null,
  updated_at timestamptz not null
);

create table mail_message (
  -- Our Message-ID, derived from what the mail is about.
  id text primary key,
  order_id uuid,
  customer_id uuid,
  template text not null,
  locale text not null,
  to_email text not null,
  cc text[] not null default '{}',
  -- Template data; one-time links are encrypted in order_secret style, never here in clear.
  data jsonb not null,
  sealed_data bytea,
  state text not null default 'queued' check (state in ('queued', 'sent', 'failed')),
  attempt_count integer not null default 0,
  last_error text,
  wake_at timestamptz,
  correlation_id text not null,
  created_at timestamptz not null,
  sent_at timestamptz
);
create index mail_message_waiting on mail_message (wake_at) where state = 'queued';
create index mail_message_order on mail_message (order_id);

-- One row per outside system: paused or not, and how it has been doing.
create table connector_state (
  connector text primary key,
  paused_at timestamptz,
  paused_reason text,
  last_success_at timestamptz,
  last_failure_at timestamptz,
  last_failure text
);

create table audit_event (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  actor_kind text not null check (actor_kind in ('customer', 'operator', 'system')),
  actor_id text not null,
  action text not null,
  subject_kind text not null,
  subject_id text not null,
  reason text,
  before jsonb,
  after jsonb,
  correlation_id text not null
);
create index audit_event_subject on audit_event (subject_kind, subject_id, id);

-- Answers given under an Idempotency-Key outside orders (cases, cancellations, actions).
create table idempotent_request (
  customer_id uuid not null,
  key text not null,
  operation text not null,
  fingerprint text not null,
  reference uuid not null,
  answer jsonb,
  created_at timestamptz not null,
  primary key (customer_id, operation, key)
);

-- Facts about this installation: demo seeded, service account, last sweep.
create table installation_fact (
  name text primary key,
  value jsonb not null,
  updated_at timestamptz not null
);
