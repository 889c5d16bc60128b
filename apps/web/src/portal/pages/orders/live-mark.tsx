import { IconAccessPoint, IconPlugConnected } from '@tabler/icons-react'
import { useTranslations } from 'use-intl'
import type { StreamState } from '../../../api/use-event-stream.ts'
import styles from './live-mark.module.css'

/** Whether the page moves by itself, in words. */
export function LiveMark({ state }: { state: StreamState }) {
  const t = useTranslations('kit')
  if (state === 'connecting') return null
  const isLive = state === 'live'
  const Icon = isLive ? IconAccessPoint : IconPlugConnected
  return (
    <span className={styles.mark} data-live={isLive || undefined}>
      <Icon size={18} aria-hidden />
      {isLive ? t('live') : t('interrupted')}
    </span>
  )
}
