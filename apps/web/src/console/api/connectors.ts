import { queryOptions } from '@tanstack/react-query'
import type {
  ChangeConnectorSettingsRequest,
  ConnectorChangedBody,
  ConnectorCheckBody,
  ConnectorListBody,
  ConnectorSettingsBody,
} from '@turnup/contracts'
import { isApiError } from '../../api/api-error.ts'
import { request } from '../../api/request.ts'

const refetchIntervalMs = 10_000

export const connectorsQuery = queryOptions({
  queryKey: ['console', 'connectors'],
  queryFn: ({ signal }) => request<ConnectorListBody>('GET', '/api/console/connectors', { signal }),
  refetchInterval: refetchIntervalMs,
})

const pathOf = (id: string) => `/api/console/connectors/${encodeURIComponent(id)}`

/**
 * A connector's form; null where it has no settings of its own. It is not read again behind somebody's back: a change
 * must go to the version that the person saw.
 */
export function connectorSettingsQuery(id: string) {
  return queryOptions({
    queryKey: ['console', 'connector-settings', id],
    queryFn: async ({ signal }) => {
      try {
        return await request<ConnectorSettingsBody>('GET', `${pathOf(id)}/settings`, { signal })
      } catch (error) {
        if (isApiError(error) && error.status === 404) return null
        throw error
      }
    },
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
}

/** Asks the outside system how it is set up, with the settings in effect; reads only. */
export function checkConnector(id: string): Promise<ConnectorCheckBody> {
  return request<ConnectorCheckBody>('POST', `${pathOf(id)}/check`)
}

export function pauseConnector(id: string, reason: string): Promise<ConnectorChangedBody> {
  return request<ConnectorChangedBody>('POST', `${pathOf(id)}/pause`, { body: { reason } })
}

export function resumeConnector(id: string, reason: string): Promise<ConnectorChangedBody> {
  return request<ConnectorChangedBody>('POST', `${pathOf(id)}/resume`, {
    body: reason === '' ? {} : { reason },
  })
}

export function changeConnectorSettings(
  id: string,
  body: ChangeConnectorSettingsRequest,
): Promise<ConnectorSettingsBody> {
  return request<ConnectorSettingsBody>('PUT', `${pathOf(id)}/settings`, { body })
}

/** Asks the outside system with settings as they would be; nothing is kept but a line in the audit log. */
export function tryConnectorSettings(
  id: string,
  body: ChangeConnectorSettingsRequest,
): Promise<ConnectorCheckBody> {
  return request<ConnectorCheckBody>('POST', `${pathOf(id)}/settings/check`, { body })
}
