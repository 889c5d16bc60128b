import { QueryClient } from '@tanstack/react-query'
import { isApiError } from './api-error.ts'

/** Reading is tried again when the server could not be reached or is busy; a refusal is final. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (failures, error) =>
          failures < 2 && isApiError(error) && (error.status === 0 || error.status >= 500),
        retryDelay: (failures) => 600 * 2 ** failures,
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  })
}
