import { useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { siteQuery } from '../../../api/site.ts'
import { Brand } from '../../../kit/brand.tsx'
import { Page } from '../../../kit/page.tsx'
import { SkipLink } from '../../../kit/skip-link.tsx'
import { SignInForm } from './sign-in-form.tsx'
import styles from './sign-in-page.module.css'

/** The door of the console. */
export function SignInPage() {
  const { data: site } = useSuspenseQuery(siteQuery)
  const { next } = useSearch({ from: '/sign-in' })
  const navigate = useNavigate()
  return (
    <div className={styles.frame}>
      <SkipLink />
      <header className={styles.side}>
        <Brand name={site.brandName} to="/" onDark />
        <p className={styles.promise}>Every order moves, or somebody knows why.</p>
        <p className={styles.small}>Operator console</p>
      </header>
      <main id="content" className={styles.main} tabIndex={-1}>
        <div className={styles.form}>
          <Page title="Sign in to the console" intro="For the people who keep orders moving.">
            <SignInForm site={site} onSignedIn={() => void navigate({ to: '/', href: next })} />
          </Page>
        </div>
      </main>
    </div>
  )
}
