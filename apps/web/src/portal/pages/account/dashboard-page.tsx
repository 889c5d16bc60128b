import { useSuspenseQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { Page } from '../../../kit/page.tsx'
import { portalSessionQuery } from '../../api/session.ts'
import { Attention } from './attention.tsx'
import styles from './dashboard.module.css'
import { MyServices } from './my-services.tsx'
import { OrdersOnTheWay } from './orders-on-the-way.tsx'

/** Where a customer begins: what waits for them, what is on its way, what they have. */
export function DashboardPage() {
  const t = useTranslations('account')
  const { data: session } = useSuspenseQuery(portalSessionQuery)
  return (
    <Page
      title={t('greeting', { time: timeOfDay(new Date().getHours()), name: session?.user.firstName ?? '' })}
      intro={t('dashboardIntro')}
    >
      <div className={styles.parts}>
        <Attention />
        <OrdersOnTheWay />
        <MyServices />
      </div>
    </Page>
  )
}

function timeOfDay(hour: number): 'morning' | 'afternoon' | 'evening' {
  if (hour < 5 || hour >= 18) return 'evening'
  return hour < 12 ? 'morning' : 'afternoon'
}
