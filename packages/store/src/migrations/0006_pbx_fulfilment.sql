-- What a step waits for outside, since when, and when a person is asked.
alter table order_step add column waiting jsonb;

-- A carrier's callback names its own order or verification.
create index order_step_carrier_order on order_step ((result ->> 'orderId')) where action = 'number.order';
create index order_step_verification on order_step ((result ->> 'verificationId'))
  where action = 'registration.request-verification';

-- The badge of the provisioning queue, as of the last change of the order.
alter table product_order add column pbx_phase text;
create index product_order_pbx on product_order (created_at desc, id) where pbx is not null;

-- Papers of a registration: sealed, and erased when the order finishes.
create table order_document (
  id uuid primary key,
  order_id uuid not null references product_order (id),
  -- What it proves: identity, address, business.
  proof_of text not null check (proof_of in ('identity', 'address', 'business')),
  proof_type_id text not null,
  proof_type_name text not null,
  -- Sealed, as the name of a file may be a person's.
  file_name bytea not null,
  media_type text not null,
  size_bytes integer not null,
  issued_on date,
  content bytea not null,
  uploaded_at timestamptz not null,
  uploaded_by uuid references operator (id)
);
create index order_document_order on order_document (order_id);

-- One-time links by which a customer mends named fields of a registration.
create table pbx_correction (
  id uuid primary key,
  order_id uuid not null references product_order (id),
  -- SHA-256 of the token, which is in the mail alone.
  hash bytea not null unique,
  fields text[] not null,
  proofs_of text[] not null,
  message text not null,
  requested_by uuid not null references operator (id),
  requested_at timestamptz not null,
  expires_at timestamptz not null,
  -- Used, or replaced by a newer one.
  closed_at timestamptz
);
create index pbx_correction_order on pbx_correction (order_id);

-- One-time links by which the admin of a tenant sets a password.
create table pbx_claim (
  id uuid primary key,
  order_id uuid not null references product_order (id),
  hash bytea not null unique,
  -- Which mail of the order it is, from 1.
  sequence integer not null,
  tenant_id text not null,
  username text not null,
  sent_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  -- Replaced by a newer one.
  revoked_at timestamptz,
  unique (order_id, sequence)
);
