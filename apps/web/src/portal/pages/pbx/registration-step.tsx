import { Alert } from '@mantine/core'
import { IconShieldLock } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { isApiError } from '../../../api/api-error.ts'
import { ButtonLink } from '../../../kit/link.tsx'
import { Loaded } from '../../../kit/loaded.tsx'
import { pbxRequirementQuery } from '../../api/pbx.ts'
import { RegistrationForm } from './registration-form.tsx'
import { StepWays } from './step-ways.tsx'
import { useStep } from './use-step.ts'
import styles from './wizard-page.module.css'

/** What the carrier asks of whoever takes the number, as the carrier asks it today (R169 to R174). */
export function RegistrationStep() {
  const t = useTranslations('pbx')
  const { draft, goOn } = useStep()
  const query = useQuery(pbxRequirementQuery(draft.hold?.holdId ?? ''))
  const isUnknown = isApiError(query.error) && query.error.code === 'HOLD_UNKNOWN'
  return (
    <div className={`${styles.box} ${styles.fields}`}>
      <Alert color="harbour" icon={<IconShieldLock aria-hidden />}>
        {draft.hadRegistration && !draft.registration ? t('registrationAgain') : t('registrationPrivacy')}
      </Alert>
      {isUnknown && (
        <ButtonLink to="/pbx/$step" params={{ step: 'number' }}>
          {t('chooseOther')}
        </ButtonLink>
      )}
      <Loaded query={query}>
        {(requirement) =>
          requirement.needed && requirement.forms.length > 0 ? (
            <RegistrationForm requirement={requirement} />
          ) : (
            <form
              className={styles.fields}
              onSubmit={(event) => {
                event.preventDefault()
                goOn()
              }}
            >
              <p className={styles.hint}>{t('registrationNotNeeded')}</p>
              <StepWays />
            </form>
          )
        }
      </Loaded>
    </div>
  )
}
