import { type QueryClient, queryOptions } from '@tanstack/react-query'
import type {
  MappingExplanationBody,
  ProductBundleRequest,
  ProviderMappingBody,
  SaveMappingsRequest,
} from '@turnup/contracts'
import { request } from '../../api/request.ts'
import { addressOf } from '../../kit/address-of.ts'

const root = '/api/console/provider-mapping'
const bundleOf = (id: string) => `${root}/bundles/${encodeURIComponent(id)}`
const key = ['console', 'provider-mapping'] as const

export const providerMappingQuery = queryOptions({
  queryKey: [...key, 'whole'],
  queryFn: ({ signal }) => request<ProviderMappingBody>('GET', root, { signal }),
})

export function mappingExplanationQuery(sku: string) {
  return queryOptions({
    queryKey: [...key, 'explain', sku],
    queryFn: ({ signal }) =>
      request<MappingExplanationBody>('GET', addressOf(`${root}/explain`, { sku }), { signal }),
  })
}

/** Every change answers with the whole mapping as it is now. */
export function keepMapping(queryClient: QueryClient, mapping: ProviderMappingBody): void {
  queryClient.setQueryData(providerMappingQuery.queryKey, mapping)
  void queryClient.invalidateQueries({ queryKey: [...key, 'explain'] })
}

export function saveMappings(body: SaveMappingsRequest): Promise<ProviderMappingBody> {
  return request<ProviderMappingBody>('POST', `${root}/mappings`, { body })
}

export function createBundle(body: ProductBundleRequest): Promise<ProviderMappingBody> {
  return request<ProviderMappingBody>('POST', `${root}/bundles`, { body })
}

export function changeBundle(id: string, body: ProductBundleRequest): Promise<ProviderMappingBody> {
  return request<ProviderMappingBody>('PUT', bundleOf(id), { body })
}

export function removeBundle(id: string): Promise<ProviderMappingBody> {
  return request<ProviderMappingBody>('DELETE', bundleOf(id))
}
