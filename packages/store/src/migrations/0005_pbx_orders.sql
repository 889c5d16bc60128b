-- What an order knows of its PBX: tenant, admin, number, registration's shape. Nothing secret and no personal papers.
alter table product_order add column pbx jsonb;

-- A number that a customer has chosen, so that two of ours cannot choose one at once. An order keeps it to its end.
create table number_hold (
  id uuid primary key,
  provider text not null,
  -- E.164
  number text not null,
  customer_id uuid not null references portal_user (id),
  -- As the carrier offered it, with its prices.
  offer jsonb not null,
  -- Whether the carrier holds it too.
  is_reserved boolean not null default false,
  held_at timestamptz not null,
  expires_at timestamptz not null,
  extension_count integer not null default 0,
  -- The order that took it; its end frees the number.
  order_id uuid references product_order (id),
  unique (provider, number)
);
create index number_hold_customer on number_hold (customer_id) where order_id is null;
create index number_hold_order on number_hold (order_id) where order_id is not null;

-- A tenant's domain, taken in the transaction that writes its order down; free again when that order comes to nothing.
create table domain_hold (
  domain text primary key,
  order_id uuid not null references product_order (id),
  held_at timestamptz not null
);
create index domain_hold_order on domain_hold (order_id);

-- Products that are sold together, as far as the mapping to carriers is concerned.
create table product_bundle (
  id uuid primary key,
  name text not null,
  skus text[] not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create unique index product_bundle_name on product_bundle (lower(name));

-- Which carrier a product group, a product or a bundle belongs to.
create table provider_mapping (
  method text not null check (method in ('group', 'product', 'bundle')),
  -- The billing system's group id, our SKU, or the bundle's id.
  subject_id text not null,
  provider text not null,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (method, subject_id)
);

-- An operator who is signed in to the portal for a customer; shown on every page, named in every audit.
alter table browser_session add column acting_operator_id uuid references operator (id);
-- The customer for whom an operator acted in the portal.
alter table audit_event add column for_customer_id uuid;
