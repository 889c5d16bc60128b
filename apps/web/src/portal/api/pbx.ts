import { queryOptions } from '@tanstack/react-query'
import type {
  ClaimBody,
  CorrectionFormBody,
  HoldNumberRequest,
  LinkRequest,
  NumberHoldBody,
  PbxCountriesBody,
  PbxDomainBody,
  PbxDomainQuery,
  PbxNumbersBody,
  PbxPlacesBody,
  PbxRateCentresBody,
  PbxRegionsBody,
  PbxRequirementBody,
  PbxSetupBody,
  PlacedOrderBody,
  PlacePbxOrderRequest,
  SubmitCorrectionRequest,
  UseClaimRequest,
  UsedClaimBody,
} from '@turnup/contracts'
import { request } from '../../api/request.ts'
import { addressOf } from '../../kit/address-of.ts'

const path = '/api/pbx'
/** Where a carrier sells numbers changes seldom. */
const placesStaleMs = 10 * 60_000

/** What can be ordered, and what is known of the customer. */
export const pbxSetupQuery = queryOptions({
  queryKey: ['pbx', 'setup'],
  queryFn: ({ signal }) => request<PbxSetupBody>('GET', `${path}/setup`, { signal }),
  staleTime: 60_000,
})

/** Whether a domain is free as things stand now; another order may take it before this one is sent. */
export function pbxDomainQuery(asked: PbxDomainQuery) {
  return queryOptions({
    queryKey: ['pbx', 'domain', asked],
    queryFn: ({ signal }) =>
      request<PbxDomainBody>('GET', addressOf(`${path}/domain`, { ...asked }), { signal }),
  })
}

export function pbxCountriesQuery(product: string) {
  return queryOptions({
    queryKey: ['pbx', 'countries', product],
    queryFn: async ({ signal }) => {
      const address = addressOf(`${path}/numbers/countries`, { product })
      return (await request<PbxCountriesBody>('GET', address, { signal })).countries
    },
    staleTime: placesStaleMs,
  })
}

export function pbxRegionsQuery(product: string, country: string) {
  return queryOptions({
    queryKey: ['pbx', 'regions', product, country],
    queryFn: async ({ signal }) => {
      const address = addressOf(`${path}/numbers/regions`, { product, country })
      return (await request<PbxRegionsBody>('GET', address, { signal })).regions
    },
    staleTime: placesStaleMs,
  })
}

export function pbxRateCentresQuery(product: string, country: string, regionId: string) {
  return queryOptions({
    queryKey: ['pbx', 'rate-centres', product, country, regionId],
    queryFn: async ({ signal }) => {
      const address = addressOf(`${path}/numbers/rate-centres`, { product, country, regionId })
      return (await request<PbxRateCentresBody>('GET', address, { signal })).rateCentres
    },
    staleTime: placesStaleMs,
  })
}

/** What is looked for; empty parts are left out. */
export interface NumberSearch {
  product: string
  country: string
  regionId: string
  rateCentreId: string
  pattern: string
}

export function searchNumbers(
  search: NumberSearch,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<PbxNumbersBody> {
  return request('GET', addressOf(`${path}/numbers`, { ...search, cursor }), { signal })
}

/** Chooses a number; what was chosen before is given up. */
export function holdNumber(body: HoldNumberRequest): Promise<NumberHoldBody> {
  return request('POST', `${path}/number-holds`, { body })
}

/** The full time again, as often as the setup says. */
export function extendHold(holdId: string): Promise<NumberHoldBody> {
  return request('POST', `${path}/number-holds/${holdId}/extend`)
}

export function releaseHold(holdId: string): Promise<void> {
  return request('DELETE', `${path}/number-holds/${holdId}`)
}

/** What the carrier asks of whoever takes the chosen number. */
export function pbxRequirementQuery(holdId: string) {
  return queryOptions({
    queryKey: ['pbx', 'requirement', holdId],
    queryFn: ({ signal }) =>
      request<PbxRequirementBody>('GET', `${path}/number-holds/${holdId}/requirement`, { signal }),
    staleTime: 5 * 60_000,
  })
}

/** Cities as the carrier spells them. */
export function pbxPlacesQuery(product: string, country: string, city: string) {
  return queryOptions({
    queryKey: ['pbx', 'places', product, country, city],
    queryFn: async ({ signal }) => {
      const address = addressOf(`${path}/places`, { product, country, city })
      return (await request<PbxPlacesBody>('GET', address, { signal })).places
    },
    staleTime: placesStaleMs,
  })
}

/** Sent again with the same key and the same content, it places one order (R081). */
export function placePbxOrder(body: PlacePbxOrderRequest, idempotencyKey: string): Promise<PlacedOrderBody> {
  return request('POST', `${path}/orders`, { body, idempotencyKey })
}

/** Whose password a link sets. The token goes in the body, so that it stands in no log of addresses. */
export function claimQuery(token: string) {
  return queryOptions({
    queryKey: ['pbx', 'claim', token],
    queryFn: ({ signal }) =>
      request<ClaimBody>('POST', `${path}/claim/read`, { body: { token } satisfies LinkRequest, signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
}

/** The link works once. */
export function sendClaim(body: UseClaimRequest): Promise<UsedClaimBody> {
  return request('POST', `${path}/claim`, { body })
}

export function correctionQuery(token: string) {
  return queryOptions({
    queryKey: ['pbx', 'correction', token],
    queryFn: ({ signal }) =>
      request<CorrectionFormBody>('POST', `${path}/correction/read`, {
        body: { token } satisfies LinkRequest,
        signal,
      }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
}

/** The link works once. */
export function submitCorrection(body: SubmitCorrectionRequest): Promise<void> {
  return request('POST', `${path}/correction`, { body })
}
