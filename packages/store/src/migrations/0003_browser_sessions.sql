-- Who is signed in with a browser. The token itself is in the browser's cookie alone.
create table browser_session (
  -- SHA-256 of the token.
  hash bytea primary key,
  subject_kind text not null check (subject_kind in ('customer', 'operator')),
  subject_id uuid not null,
  created_at timestamptz not null,
  -- Written every few minutes at most.
  last_seen_at timestamptz not null,
  -- Moves on while the session is used; never past ends_at.
  expires_at timestamptz not null,
  ends_at timestamptz not null,
  revoked_at timestamptz
);
create index browser_session_subject on browser_session (subject_kind, subject_id);
create index browser_session_expiry on browser_session (expires_at);
