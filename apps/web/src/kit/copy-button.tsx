import { UnstyledButton } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { announce } from './announce.tsx'
import styles from './copy-button.module.css'

/** Puts a text on the clipboard; `what` names it for people who listen, for example "the customer number". */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const t = useTranslations('kit')
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 2_000)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
    announce(t('copied'))
  }
  // Browsers have it on secure addresses alone.
  if (!navigator.clipboard) return null
  const Icon = copied ? IconCheck : IconCopy
  return (
    <UnstyledButton
      className={styles.button}
      onClick={() => void copy()}
      aria-label={`${t('copy')}: ${what}`}
      title={copied ? t('copied') : t('copy')}
    >
      <Icon size={17} aria-hidden />
    </UnstyledButton>
  )
}
