import { Card, Title } from '@mantine/core'
import { IconId, IconMapSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { Loaded } from '../../../kit/loaded.tsx'
import { eligibilityQuery, idVerificationQuery } from '../../api/account.ts'
import styles from './account.module.css'
import { CheckStatus } from './check-status.tsx'
import { Row } from './row.tsx'

/** The two checks that customer service makes: who somebody is, and what can be had where they live. */
export function ChecksCard() {
  const t = useTranslations('account')
  const identity = useQuery(idVerificationQuery)
  const eligibility = useQuery(eligibilityQuery)
  return (
    <Card component="section" aria-labelledby="account-checks">
      <Title order={2} size="h4" id="account-checks">
        {t('checksTitle')}
      </Title>
      <ul className={styles.rows}>
        <li>
          <Loaded query={identity}>
            {({ status }) => (
              <Link to="/account/identity" className={styles.row}>
                <Row
                  icon={<IconId size={22} aria-hidden />}
                  title={t('identityTitle')}
                  text={<CheckStatus status={status} />}
                />
              </Link>
            )}
          </Loaded>
        </li>
        <li>
          <Loaded query={eligibility}>
            {({ status }) => (
              <Link to="/eligibility" className={styles.row}>
                <Row
                  icon={<IconMapSearch size={22} aria-hidden />}
                  title={t('eligibilityTitle')}
                  text={<CheckStatus status={status} />}
                />
              </Link>
            )}
          </Loaded>
        </li>
      </ul>
    </Card>
  )
}
