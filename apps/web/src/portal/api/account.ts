import { queryOptions } from '@tanstack/react-query'
import type {
  BillingAddressRequest,
  BillingProfileBody,
  ChangeMeRequest,
  EligibilityBody,
  EligibilityRequest,
  IdVerificationBody,
  IdVerificationRequest,
  PasswordResetConfirmation,
  PasswordResetRequest,
  PaymentMethodSummary,
  PortalUserBody,
  SsoLinkBody,
  SsoLinkRequest,
} from '@turnup/contracts'
import { request } from '../../api/request.ts'

/** Name, address and currency as billing has them. */
export const billingProfileQuery = queryOptions({
  queryKey: ['billing', 'profile'],
  queryFn: ({ signal }) => request<BillingProfileBody>('GET', '/api/me/billing', { signal }),
})

/** Whether checkout may open. Read again at each return to the page, because cards are added on a page of billing. */
export const paymentMethodQuery = queryOptions({
  queryKey: ['billing', 'payment-method'],
  queryFn: ({ signal }) =>
    request<PaymentMethodSummary>('GET', '/api/billing/payment-methods/summary', { signal }),
  refetchOnWindowFocus: 'always',
})

export const eligibilityQuery = queryOptions({
  queryKey: ['eligibility'],
  queryFn: ({ signal }) => request<EligibilityBody>('GET', '/api/eligibility', { signal }),
})

export const idVerificationQuery = queryOptions({
  queryKey: ['id-verification'],
  queryFn: ({ signal }) => request<IdVerificationBody>('GET', '/api/id-verification', { signal }),
})

export function saveAddress(body: BillingAddressRequest): Promise<BillingProfileBody> {
  return request('PATCH', '/api/me/billing', { body })
}

export function changeMe(body: ChangeMeRequest): Promise<PortalUserBody> {
  return request('PATCH', '/api/me', { body })
}

/** While one is pending, asking again changes nothing. */
export function requestEligibility(body: EligibilityRequest): Promise<EligibilityBody> {
  return request('POST', '/api/eligibility/request', { body })
}

export function submitIdVerification(body: IdVerificationRequest): Promise<IdVerificationBody> {
  return request('POST', '/api/id-verification', { body })
}

/** The link is for one use, within a minute. */
export function createSsoLink(body: SsoLinkRequest): Promise<SsoLinkBody> {
  return request('POST', '/api/auth/sso-link', { body })
}

/** The answer is the same whether or not somebody has this address. */
export function requestPasswordReset(body: PasswordResetRequest): Promise<void> {
  return request('POST', '/api/auth/password-reset/request', { body })
}

export function confirmPasswordReset(body: PasswordResetConfirmation): Promise<void> {
  return request('POST', '/api/auth/password-reset/confirm', { body })
}
