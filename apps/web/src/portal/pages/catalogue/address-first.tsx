import { Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { AddressBanner } from '../account/address-banner.tsx'

const storageKey = 'turnup-looks-around'

/** Whether somebody without a complete address wants to see the offers all the same, for this visit (R044). */
export function useLooksAround(): { looksAround: boolean; lookAround: () => void } {
  const [looksAround, set] = useState(() => sessionStorage.getItem(storageKey) === 'yes')
  const lookAround = () => {
    sessionStorage.setItem(storageKey, 'yes')
    set(true)
  }
  return { looksAround, lookAround }
}

/** Before the offers: the address, and a way on without it. */
export function AddressFirst({ onLookAround }: { onLookAround: () => void }) {
  const t = useTranslations('catalogue')
  return (
    <>
      <AddressBanner />
      <Group gap="md">
        <Button variant="default" onClick={onLookAround}>
          {t('lookAround')}
        </Button>
        <Text c="dimmed">{t('lookAroundText')}</Text>
      </Group>
    </>
  )
}
