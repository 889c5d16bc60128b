import { queryOptions } from '@tanstack/react-query'
import type {
  CancellationBody,
  CancellationRequest,
  EsimActivationBody,
  ReissueEsimBody,
  ReissueEsimRequest,
  ServiceActionBody,
  SubscriptionBody,
  SubscriptionListBody,
  TopUpBody,
  TopUpRequest,
} from '@turnup/contracts'
import { request } from '../../api/request.ts'

const pollMs = 2_000

export const subscriptionsQuery = queryOptions({
  queryKey: ['subscriptions'],
  queryFn: async ({ signal }) =>
    (await request<SubscriptionListBody>('GET', '/api/subscriptions', { signal })).subscriptions,
})

export function subscriptionQuery(id: string) {
  return queryOptions({
    queryKey: ['subscriptions', id],
    queryFn: ({ signal }) => request<SubscriptionBody>('GET', `/api/subscriptions/${id}`, { signal }),
  })
}

/** What becomes of a reissue or top-up; asked again until it has ended. */
export function serviceActionQuery(activationRef: string) {
  return queryOptions({
    queryKey: ['service-actions', activationRef],
    queryFn: ({ signal }) =>
      request<ServiceActionBody>('GET', `/api/subscriptions/actions/${activationRef}`, { signal }),
    refetchInterval: ({ state }) => (state.data && state.data.status !== 'InProgress' ? false : pollMs),
  })
}

/** The text behind the QR code. Asked for when somebody wants to see it, and kept in no cache (R110). */
export function readEsimActivation(id: string): Promise<EsimActivationBody> {
  return request('GET', `/api/subscriptions/${id}/esim-activation`)
}

export function reissueEsim(
  id: string,
  body: ReissueEsimRequest,
  idempotencyKey: string,
): Promise<ReissueEsimBody> {
  return request('POST', `/api/subscriptions/${id}/reissue-esim`, { body, idempotencyKey })
}

export function topUp(id: string, body: TopUpRequest, idempotencyKey: string): Promise<TopUpBody> {
  return request('POST', `/api/subscriptions/${id}/topup`, { body, idempotencyKey })
}

export function requestCancellation(
  id: string,
  body: CancellationRequest,
  idempotencyKey: string,
): Promise<CancellationBody> {
  return request('POST', `/api/subscriptions/${id}/cancellation-request`, { body, idempotencyKey })
}
