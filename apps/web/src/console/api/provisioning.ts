import { queryOptions } from '@tanstack/react-query'
import type {
  CorrectionRequest,
  GatewayStatusBody,
  NumberDialogBody,
  PlaceNumberRequest,
  ProvisioningDetailBody,
  ProvisioningListBody,
  RegistrationReviewBody,
  ReplaceNumberRequest,
  UploadPaperBody,
  UploadPaperRequest,
} from '@turnup/contracts'
import { request } from '../../api/request.ts'
import { addressOf } from '../../kit/address-of.ts'

/** What follows the orders live begins with this key: the queue, its counts, and the details of one order. */
export const provisioningKey = ['console', 'provisioning'] as const

const root = '/api/console/provisioning'
const pathOf = (id: string) => `${root}/${encodeURIComponent(id)}`

/** The list's filter in the words of the API. */
export type ProvisioningFilter = Record<string, string | boolean | undefined>

export function provisioningPages(filter: ProvisioningFilter) {
  return {
    queryKey: [...provisioningKey, 'list', filter],
    readPage: (cursor: string | undefined, signal: AbortSignal) =>
      request<ProvisioningListBody>('GET', addressOf(root, { ...filter, cursor }), { signal }),
  }
}

/** How many orders are in each phase; they come with every page of the list. */
export const phaseCountsQuery = queryOptions({
  queryKey: [...provisioningKey, 'counts'],
  queryFn: async ({ signal }) => {
    const { counts } = await request<ProvisioningListBody>('GET', addressOf(root, { limit: 1 }), { signal })
    return counts
  },
})

export function provisioningQuery(id: string) {
  return queryOptions({
    queryKey: [...provisioningKey, 'one', id],
    queryFn: ({ signal }) => request<ProvisioningDetailBody>('GET', pathOf(id), { signal }),
  })
}

/** Each reading of personal data is audited (R200): it is read when somebody asks for it, and not kept afterwards. */
export function registrationReviewQuery(id: string) {
  return queryOptions({
    queryKey: ['console', 'registration-review', id],
    queryFn: ({ signal }) => request<RegistrationReviewBody>('GET', `${pathOf(id)}/registration`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
}

/** The carrier is asked anew each time the dialog opens, and not behind somebody's back while they choose. */
export function numberDialogQuery(id: string) {
  return queryOptions({
    queryKey: ['console', 'number-dialog', id],
    queryFn: ({ signal }) => request<NumberDialogBody>('GET', `${pathOf(id)}/number`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
}

export function uploadPaper(id: string, body: UploadPaperRequest): Promise<UploadPaperBody> {
  return request<UploadPaperBody>('POST', `${pathOf(id)}/papers`, { body })
}

export function deletePaper(id: string, paperId: string, reason: string): Promise<unknown> {
  return request('POST', `${paperAddress(id, paperId)}/delete`, { body: { reason } })
}

/** Where a paper can be looked at; each reading is audited. */
export function paperAddress(id: string, paperId: string): string {
  return `${pathOf(id)}/papers/${encodeURIComponent(paperId)}`
}

export function markDocumentsUploaded(id: string, reason: string): Promise<unknown> {
  const body = reason === '' ? {} : { reason }
  return request('POST', `${pathOf(id)}/documents-uploaded`, { body })
}

export function placeNumberOrder(id: string, body: PlaceNumberRequest): Promise<unknown> {
  return request('POST', `${pathOf(id)}/number`, { body })
}

export function replaceNumber(id: string, body: ReplaceNumberRequest): Promise<unknown> {
  return request('POST', `${pathOf(id)}/replace-number`, { body })
}

export function requestCorrection(id: string, body: CorrectionRequest): Promise<unknown> {
  return request('POST', `${pathOf(id)}/correction`, { body })
}

export function checkNow(id: string): Promise<unknown> {
  return request('POST', `${pathOf(id)}/check-now`)
}

export function resetPurchase(id: string, reason: string): Promise<unknown> {
  return request('POST', `${pathOf(id)}/reset`, { body: { reason } })
}

export function syncGateways(id: string): Promise<GatewayStatusBody> {
  return request<GatewayStatusBody>('POST', `${pathOf(id)}/sync-gateways`)
}

export function resendClaim(id: string): Promise<unknown> {
  return request('POST', `${pathOf(id)}/claim`)
}
