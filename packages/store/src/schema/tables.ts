import type {
  Gate,
  GateDecision,
  Json,
  JsonObject,
  MappingMethod,
  NextAction,
  NumberOffer,
  OrderItem,
  OrderState,
  PbxDetails,
  PbxPhase,
  Plan,
  PlanInput,
  ProofRequirement,
  RegistrationField,
  StepError,
  StepState,
  StepWaiting,
} from '@turnup/domain'
import type { ColumnType, Generated, JSONColumnType } from 'kysely'

type Stamp = ColumnType<Date, Date, Date>
type NullableStamp = ColumnType<Date | null, Date | null | undefined, Date | null>
type NullableJson<T> = ColumnType<T | null, string | null | undefined, string | null>

export interface PortalUserTable {
  id: string
  email: string
  password_hash: string
  first_name: string
  last_name: string
  company: string | null
  phone: string | null
  customer_number: string
  state: ColumnType<'registering' | 'active', 'registering' | 'active' | undefined, 'registering' | 'active'>
  review_reason: string | null
  locale: ColumnType<string, string | undefined, string>
  created_at: ColumnType<Date, Date | undefined, never>
  activated_at: NullableStamp
}

export interface CustomerMappingTable {
  customer_id: string
  customer_number: string
  billing_client_id: string
  crm_account_id: string
  created_at: ColumnType<Date, Date | undefined, never>
}

export type OperatorRole = 'viewer' | 'operator' | 'administrator'

export interface OperatorTable {
  id: string
  email: string
  name: string
  password_hash: string
  role: OperatorRole
  /** Set by an administrator: good for one sign-in, which replaces it. */
  one_time_password: ColumnType<boolean, boolean | undefined, boolean>
  disabled_at: NullableStamp
  created_at: ColumnType<Date, Date | undefined, never>
}

export interface RefreshTokenTable {
  hash: Buffer
  family_id: string
  subject_kind: 'customer' | 'operator'
  subject_id: string
  issued_at: ColumnType<Date, Date | undefined, never>
  expires_at: Stamp
  used_at: NullableStamp
  revoked_at: NullableStamp
}

export interface BrowserSessionTable {
  hash: Buffer
  subject_kind: 'customer' | 'operator'
  subject_id: string
  created_at: Stamp
  last_seen_at: Stamp
  expires_at: Stamp
  ends_at: Stamp
  revoked_at: NullableStamp
  /** The operator who acts for this customer. */
  acting_operator_id: ColumnType<string | null, string | null | undefined, never>
}

export interface PasswordResetTable {
  hash: Buffer
  customer_id: string
  expires_at: Stamp
  used_at: NullableStamp
}

export type OrderKind = 'acquisition' | 'esim-reissue' | 'top-up'

export interface ProductOrderTable {
  id: string
  kind: OrderKind
  crm_order_id: string | null
  crm_order_number: string | null
  opportunity_id: string | null
  customer_id: string
  customer_number: string
  billing_client_id: string
  crm_account_id: string
  channel: string
  idempotency_key: string | null
  request_fingerprint: string | null
  state: OrderState
  revision: ColumnType<number, number | undefined, number>
  generation: ColumnType<number, number | undefined, number>
  items: JSONColumnType<OrderItem[]>
  promo_code: string | null
  notes: string | null
  subject: NullableJson<JsonObject>
  plan: NullableJson<Plan>
  pbx: NullableJson<PbxDetails>
  pbx_phase: ColumnType<PbxPhase | null, PbxPhase | null | undefined, PbxPhase | null>
  billing_order_id: string | null
  billing_service_ids: ColumnType<string[], string[] | undefined, string[]>
  masked_iccid: string | null
  next_action: NullableJson<NextAction>
  error_code: string | null
  error_message: string | null
  crm_status_reported: string | null
  crm_status_due: string | null
  wake_at: NullableStamp
  correlation_id: string
  created_at: Stamp
  updated_at: Stamp
  started_at: NullableStamp
  finished_at: NullableStamp
}

export interface OrderStepTable {
  order_id: string
  key: string
  position: number
  action: string
  needs: string[]
  gate: NullableJson<Gate>
  gate_decision: NullableJson<GateDecision>
  point_of_no_return: ColumnType<boolean, boolean | undefined, boolean>
  input: JSONColumnType<Record<string, PlanInput>>
  state: StepState
  result: NullableJson<JsonObject>
  error: NullableJson<StepError>
  attempt_count: ColumnType<number, number | undefined, number>
  trouble_since: NullableStamp
  wake_at: NullableStamp
  waiting: NullableJson<StepWaiting>
  updated_at: Stamp
}

export type AttemptOutcome = 'succeeded' | 'found' | 'failed' | 'unknown' | 'abandoned'

export interface StepAttemptTable {
  id: string
  order_id: string
  step_key: string
  operation: 'apply' | 'undo' | 'report'
  generation: number
  started_at: Stamp
  expires_at: Stamp
  finished_at: NullableStamp
  outcome: AttemptOutcome | null
  error_kind: string | null
  error_code: string | null
  error_message: string | null
  exchanges: NullableJson<Json>
  correlation_id: string
}

export interface FlightTable {
  key: string
  order_id: string
  step_key: string
  expires_at: Stamp
}

export interface TimelineEventTable {
  id: Generated<string>
  order_id: string
  at: Stamp
  kind: string
  text: string
  actor: string
  public: ColumnType<boolean, boolean | undefined, boolean>
  detail: NullableJson<Json>
}

export interface OrderSecretTable {
  order_id: string
  name: string
  ciphertext: Buffer
  created_at: Stamp
}

export interface EsimProfileTable {
  id: Generated<string>
  profile_type: string
  iccid_ciphertext: Buffer | null
  iccid_digest: Buffer
  masked_iccid: string
  reserved_ref: string | null
  reserved_at: NullableStamp
  spent_at: NullableStamp
}

export interface InboxTable {
  crm_order_id: string
  generation: number
  door: string
  delivery_id: string
  deliveries: ColumnType<number, number | undefined, number>
  correlation_id: string
  requested_by: string | null
  received_at: Stamp
  handled_at: NullableStamp
  result: string | null
}

export interface InboxDeliveryTable {
  door: string
  delivery_id: string
  crm_order_id: string
  generation: number
  received_at: Stamp
}

export interface WebhookNonceTable {
  nonce: string
  seen_at: Stamp
  expires_at: Stamp
}

export interface StreamCursorTable {
  topic: string
  replay_id: Buffer
  updated_at: Stamp
}

export interface MailMessageTable {
  id: string
  order_id: string | null
  customer_id: string | null
  template: string
  locale: string
  to_email: string
  cc: ColumnType<string[], string[] | undefined, string[]>
  data: JSONColumnType<JsonObject>
  sealed_data: Buffer | null
  state: ColumnType<
    'queued' | 'sent' | 'failed',
    'queued' | 'sent' | 'failed' | undefined,
    'queued' | 'sent' | 'failed'
  >
  attempt_count: ColumnType<number, number | undefined, number>
  last_error: string | null
  wake_at: NullableStamp
  correlation_id: string
  created_at: Stamp
  sent_at: NullableStamp
}

export interface ConnectorStateTable {
  connector: string
  paused_at: NullableStamp
  paused_reason: string | null
  last_success_at: NullableStamp
  last_failure_at: NullableStamp
  last_failure: string | null
}

export interface ConnectorSettingsTable {
  connector: string
  /** Grows with each change and never goes back. */
  version: number
  plain_values: JSONColumnType<JsonObject>
  /** Path of the field to base64 of what the vault sealed. */
  sealed_values: JSONColumnType<Record<string, string>>
  changed_at: Stamp
  changed_by: string
}

export interface AuditEventTable {
  id: Generated<string>
  at: Stamp
  actor_kind: 'customer' | 'operator' | 'system'
  actor_id: string
  action: string
  subject_kind: string
  subject_id: string
  reason: string | null
  before: NullableJson<Json>
  after: NullableJson<Json>
  correlation_id: string
  for_customer_id: ColumnType<string | null, string | null | undefined, never>
}

export interface IdempotentRequestTable {
  customer_id: string
  key: string
  operation: string
  fingerprint: string
  reference: string
  answer: NullableJson<Json>
  created_at: Stamp
}

export interface NumberHoldTable {
  id: string
  provider: string
  number: string
  customer_id: string
  offer: JSONColumnType<NumberOffer>
  is_reserved: ColumnType<boolean, boolean | undefined, boolean>
  held_at: Stamp
  expires_at: Stamp
  extension_count: ColumnType<number, number | undefined, number>
  order_id: string | null
}

export interface DomainHoldTable {
  domain: string
  order_id: string
  held_at: Stamp
}

export interface ProductBundleTable {
  id: string
  name: string
  skus: string[]
  created_at: Stamp
  updated_at: Stamp
}

export interface ProviderMappingTable {
  method: MappingMethod
  subject_id: string
  provider: string
  changed_at: Stamp
  changed_by: string
}

export interface InstallationFactTable {
  name: string
  value: JSONColumnType<JsonObject>
  updated_at: Stamp
}

export interface OrderDocumentTable {
  id: string
  order_id: string
  proof_of: ProofRequirement['of']
  proof_type_id: string
  proof_type_name: string
  file_name: Buffer
  media_type: string
  size_bytes: number
  issued_on: ColumnType<string | null, string | null, string | null>
  content: Buffer
  uploaded_at: Stamp
  uploaded_by: string | null
}

export interface PbxCorrectionTable {
  id: string
  order_id: string
  hash: Buffer
  fields: RegistrationField[]
  proofs_of: ProofRequirement['of'][]
  message: string
  requested_by: string
  requested_at: Stamp
  expires_at: Stamp
  closed_at: NullableStamp
}

export interface PbxClaimTable {
  id: string
  order_id: string
  hash: Buffer
  sequence: number
  tenant_id: string
  username: string
  sent_at: Stamp
  expires_at: Stamp
  used_at: NullableStamp
  revoked_at: NullableStamp
}

export interface Tables {
  portal_user: PortalUserTable
  customer_mapping: CustomerMappingTable
  operator: OperatorTable
  refresh_token: RefreshTokenTable
  browser_session: BrowserSessionTable
  password_reset: PasswordResetTable
  product_order: ProductOrderTable
  order_step: OrderStepTable
  step_attempt: StepAttemptTable
  flight: FlightTable
  timeline_event: TimelineEventTable
  order_secret: OrderSecretTable
  order_document: OrderDocumentTable
  pbx_correction: PbxCorrectionTable
  pbx_claim: PbxClaimTable
  esim_profile: EsimProfileTable
  inbox: InboxTable
  inbox_delivery: InboxDeliveryTable
  webhook_nonce: WebhookNonceTable
  stream_cursor: StreamCursorTable
  mail_message: MailMessageTable
  connector_state: ConnectorStateTable
  connector_settings: ConnectorSettingsTable
  audit_event: AuditEventTable
  idempotent_request: IdempotentRequestTable
  installation_fact: InstallationFactTable
  number_hold: NumberHoldTable
  domain_hold: DomainHoldTable
  product_bundle: ProductBundleTable
  provider_mapping: ProviderMappingTable
}
