import { Button, Loader } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconCircleX } from '@tabler/icons-react'
import { useTranslations } from 'use-intl'
import styles from './domain-status.module.css'
import type { DomainCheck } from './use-domain-check.ts'

export interface DomainStatusProps {
  check: DomainCheck
  /** Said before anything was typed. */
  idle: string
  onChoose: (domain: string) => void
}

/** Whether the address of the PBX can be had, in words and with an icon, and free ones where it cannot. */
export function DomainStatus({ check, idle, onChoose }: DomainStatusProps) {
  const t = useTranslations('pbx')
  const suggestions = 'body' in check ? check.body.suggestions : []
  return (
    <div className={styles.box}>
      <p className={styles.words} data-state={check.state} role="status">
        <Words check={check} idle={idle} />
      </p>
      {suggestions.length > 0 && (
        <div className={styles.suggestions}>
          <span>{t('domainInstead')}</span>
          {suggestions.map((domain) => (
            <Button key={domain} size="xs" variant="light" onClick={() => onChoose(domain)}>
              {domain}
            </Button>
          ))}
        </div>
      )}
    </div>
  )
}

function Words({ check, idle }: Pick<DomainStatusProps, 'check' | 'idle'>) {
  const t = useTranslations('pbx')
  switch (check.state) {
    case 'idle':
      return idle
    case 'checking':
      return (
        <>
          <Loader size={16} aria-hidden />
          {t('domainChecking')}
        </>
      )
    case 'failed':
      return (
        <>
          <IconAlertTriangle size={18} aria-hidden />
          {t('domainUnknown')}
        </>
      )
    case 'free':
      return (
        <>
          <IconCircleCheck size={18} aria-hidden />
          {t('domainFree', { domain: check.body.domain ?? '' })}
        </>
      )
    case 'taken':
      return (
        <>
          <IconCircleX size={18} aria-hidden />
          {t('domainTaken', { domain: check.body.domain ?? '' })}
        </>
      )
    case 'impossible':
      return (
        <>
          <IconCircleX size={18} aria-hidden />
          {t('domainImpossible')}
        </>
      )
  }
}
