-- Keyset paging of the order list walks these in either direction.
create index product_order_created_keyset on product_order (created_at, id);
create index product_order_updated_keyset on product_order (updated_at, id);
-- ISO instants sort as text; orders without a deadline come last.
create index product_order_due_keyset on product_order ((coalesce(next_action ->> 'by', '9999')), id);
create index product_order_actor on product_order ((next_action ->> 'who'), updated_at) where next_action is not null;
-- Counting by cause reads this index alone.
create index product_order_cause on product_order (error_code, state) where error_code is not null;
create index product_order_customer_number on product_order (customer_number, created_at);
create index product_order_finished on product_order (finished_at) where finished_at is not null;

-- Text search: from the start of the CRM's id and number, and from the end of the number (leading zeros).
create index product_order_crm_prefix on product_order (crm_order_id text_pattern_ops);
create index product_order_number_prefix on product_order (crm_order_number text_pattern_ops);
create index product_order_number_suffix on product_order (reverse(crm_order_number) text_pattern_ops);
create index product_order_billing_order on product_order (billing_order_id) where billing_order_id is not null;

-- Steps that a person has to look at, and steps that an outside system holds up.
create index order_step_fallout on order_step (order_id) where state in ('failed', 'unknown');
create index order_step_trouble on order_step ((error ->> 'connector'), order_id) where error is not null;
-- Steps that run or wait for their time, for those that wait for a paused system.
create index order_step_waiting on order_step (action) where state in ('ready', 'undoing');

create index step_attempt_started on step_attempt (started_at);
create index step_attempt_trouble on step_attempt (started_at) where outcome in ('failed', 'unknown');
create index audit_event_actor on audit_event (actor_id, id);
create index audit_event_action on audit_event (action, id);

-- Failed mails first, then those that wait, newest first in each.
create index mail_message_triage on mail_message
  ((case state when 'failed' then 2 when 'queued' then 1 else 0 end), created_at, id);

create index portal_user_email_prefix on portal_user (lower(email) text_pattern_ops);
create index portal_user_last_name_prefix on portal_user (lower(last_name) text_pattern_ops);
create index portal_user_created_keyset on portal_user (created_at, id);

-- A password that an administrator handed over: good for one sign-in, which replaces it.
alter table operator add column one_time_password boolean not null default false;
