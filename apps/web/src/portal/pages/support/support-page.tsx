import { Anchor, Stack, Text, Title } from '@mantine/core'
import { IconMessages } from '@tabler/icons-react'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { siteQuery } from '../../../api/site.ts'
import { EmptyState } from '../../../kit/empty-state.tsx'
import { Loaded } from '../../../kit/loaded.tsx'
import { Page } from '../../../kit/page.tsx'
import { casesQuery } from '../../api/support.ts'
import { AskCustomerService } from './ask-customer-service.tsx'
import { CaseList } from './case-list.tsx'
import styles from './support.module.css'

/** R124: what was asked of customer service, and asking something new. */
export function SupportPage() {
  const t = useTranslations('support')
  const { data: site } = useSuspenseQuery(siteQuery)
  const query = useQuery(casesQuery)
  return (
    <Page
      title={t('title')}
      intro={t.rich('intro', {
        mail: () => (
          <Anchor inherit href={`mailto:${site.supportEmail}`}>
            {site.supportEmail}
          </Anchor>
        ),
      })}
    >
      <div className={styles.columns}>
        <AskCustomerService />
        <Stack component="section" gap="sm" aria-labelledby="support-cases">
          <Title order={2} size="h3" id="support-cases">
            {t('cases')}
          </Title>
          <Text className={styles.quiet}>{t('casesHelp')}</Text>
          <Loaded query={query}>
            {(cases) =>
              cases.length > 0 ? (
                <CaseList cases={cases} />
              ) : (
                <EmptyState
                  icon={<IconMessages size={36} aria-hidden />}
                  title={t('noCases')}
                  text={t('noCasesText')}
                />
              )
            }
          </Loaded>
        </Stack>
      </div>
    </Page>
  )
}
