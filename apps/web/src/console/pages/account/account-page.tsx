import { Card, Stack, Title } from '@mantine/core'
import { ColorSchemeControl } from '../../../kit/color-scheme-control.tsx'
import { FactList } from '../../../kit/fact-list.tsx'
import { TextLink } from '../../../kit/link.tsx'
import { Moment } from '../../../kit/moment.tsx'
import { Page } from '../../../kit/page.tsx'
import { useOperator } from '../../api/use-operator.ts'
import { RoleBadge } from '../operators/role-badge.tsx'
import { roleLooks } from '../operators/role-words.ts'
import styles from './account-page.module.css'
import { PasswordForm } from './password-form.tsx'

/** One's own account: who one is here, the password, and how the console looks. */
export function AccountPage() {
  const { id, name, email, role, createdAt } = useOperator()
  return (
    <Page title="Your account" intro={email}>
      <div className={styles.columns}>
        <Stack gap="lg">
          <section aria-labelledby="who">
            <Title order={2} size="h4" id="who" mb="sm">
              Who you are here
            </Title>
            <FactList
              facts={[
                { name: 'Name', value: name },
                { name: 'E-mail', value: email },
                { name: 'Role', value: <RoleBadge role={role} /> },
                { name: 'What you may do', value: roleLooks[role].may },
                { name: 'Since', value: <Moment at={createdAt} withTime={false} /> },
                {
                  name: 'What you did',
                  value: (
                    <TextLink to="/audit" search={{ actorId: id }}>
                      In the audit log
                    </TextLink>
                  ),
                },
              ]}
            />
          </section>
          <section aria-labelledby="look">
            <Title order={2} size="h4" id="look" mb="sm">
              How the console looks
            </Title>
            <Card>
              <ColorSchemeControl />
            </Card>
          </section>
        </Stack>
        <section aria-labelledby="password">
          <Title order={2} size="h4" id="password" mb="sm">
            Password
          </Title>
          <Card>
            <PasswordForm email={email} />
          </Card>
        </section>
      </div>
    </Page>
  )
}
