import { Alert, Loader, Stack, Text } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { ServiceActionBody, SubscriptionBody } from '@turnup/contracts'
import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { announce } from '../../../kit/announce.tsx'
import { ErrorNotice } from '../../../kit/error-notice.tsx'
import { TextLink } from '../../../kit/link.tsx'
import { serviceActionQuery } from '../../api/services.ts'

export interface ServiceActionNoticeProps {
  activationRef: string
  subscription: SubscriptionBody
}

/** A new eSIM or a top-up from "under way" to its end; its reference is in the address, so a reload shows it again. */
export function ServiceActionNotice({ activationRef, subscription }: ServiceActionNoticeProps) {
  const t = useTranslations('services')
  const query = useQuery(serviceActionQuery(activationRef))
  const action = query.data?.subscriptionId === subscription.id ? query.data : undefined
  useTellEnd(action)
  if (query.isError) return <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />
  if (!action) return null
  const words = action.kind === 'esim-reissue' ? 'reissue' : 'topUp'
  if (action.status === 'InProgress') {
    return (
      <Alert icon={<Loader size={18} aria-hidden />} title={t(`${words}UnderWay`)}>
        {t('underWayText')}
      </Alert>
    )
  }
  if (action.status === 'Failed') {
    return (
      <Alert color="ember" title={t(`${words}Failed`)}>
        <Stack gap={4}>
          <Text size="sm">{t('actionFailedText')}</Text>
          <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {t('actionReference', { id: activationRef })}
          </Text>
        </Stack>
      </Alert>
    )
  }
  return (
    <Alert icon={<IconCircleCheck aria-hidden />} title={t(`${words}Done`)}>
      {words === 'reissue' ? t('reissueDoneText') : t('topUpDoneText')}
      {action.invoiceId && (
        <>
          {' '}
          <TextLink inherit to="/billing/invoices/$id" params={{ id: action.invoiceId }}>
            {t('toInvoice')}
          </TextLink>
        </>
      )}
    </Alert>
  )
}

/**
 * What the page shows of the service has changed with the end, and who does not see it is told. It may be over before it
 * is looked at for the first time.
 */
function useTellEnd(action: ServiceActionBody | undefined): void {
  const t = useTranslations('services')
  const queryClient = useQueryClient()
  const before = useRef<ServiceActionBody['status']>(undefined)
  const { status, kind } = action ?? {}
  useEffect(() => {
    if (status && status !== 'InProgress' && status !== before.current) {
      const words = kind === 'esim-reissue' ? 'reissue' : 'topUp'
      announce(t(status === 'Completed' ? `${words}Done` : `${words}Failed`))
      void queryClient.invalidateQueries({ queryKey: ['subscriptions'] })
      void queryClient.invalidateQueries({ queryKey: ['invoices'] })
    }
    before.current = status
  }, [status, kind, t, queryClient])
}
