import { Button } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useTranslations } from 'use-intl'
import { ButtonLink } from '../../../kit/link.tsx'
import { useStep } from './use-step.ts'
import styles from './wizard-page.module.css'

/** Back and on; "on" sends the step's form, so that Enter does the same. */
export function StepWays({ loading = false }: { loading?: boolean }) {
  const t = useTranslations('pbx')
  const { before } = useStep()
  return (
    <div className={styles.ways}>
      {before && (
        <ButtonLink
          to="/pbx/$step"
          params={{ step: before }}
          variant="default"
          size="md"
          leftSection={<IconArrowLeft size={18} aria-hidden />}
        >
          {t('back')}
        </ButtonLink>
      )}
      <Button type="submit" size="md" loading={loading}>
        {t('goOn')}
      </Button>
    </div>
  )
}
