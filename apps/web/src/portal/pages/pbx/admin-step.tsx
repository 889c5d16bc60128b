import { NativeSelect, TextInput } from '@mantine/core'
import { IconMailForward } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { ErrorNotice } from '../../../kit/error-notice.tsx'
import { FactList } from '../../../kit/fact-list.tsx'
import { useFields } from '../../../kit/use-fields.ts'
import { NoticeCard } from '../account/notice-card.tsx'
import { useStepRules } from './step-rules.ts'
import { StepWays } from './step-ways.tsx'
import { useStep, useStepRefusal } from './use-step.ts'
import styles from './wizard-page.module.css'

/** The first person who may look after the PBX. No password is asked for: a link to set it is mailed (R176, X27). */
export function AdminStep() {
  const t = useTranslations('pbx')
  const rules = useStepRules()
  const { setup, draft, change, goOn } = useStep()
  const { admin, server } = setup
  const form = useFields({
    initialValues: {
      username: draft.username,
      adminEmail: draft.adminEmail ?? draft.contactEmail,
      timeZone: draft.timeZone,
      language: draft.language,
      group: draft.group as string,
    },
    rules: { username: rules.username, adminEmail: rules.email },
    onChange: ({ group, adminEmail, ...others }) => {
      change((before) => ({
        ...before,
        ...others,
        group: group === 'superadmin' ? 'superadmin' : 'admin',
        ...(adminEmail.trim() === before.contactEmail.trim() ? { adminEmail: undefined } : { adminEmail }),
      }))
    },
  })
  const rest = useStepRefusal(form)
  const zones = useMemo(() => timeZones(draft.timeZone), [draft.timeZone])
  return (
    <form className={`${styles.box} ${styles.fields}`} noValidate onSubmit={form.submit(goOn)}>
      <div className={styles.pair}>
        <TextInput
          label={t('username')}
          description={t('usernameHint')}
          required
          withAsterisk={false}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={60}
          {...form.input('username')}
        />
        <TextInput
          type="email"
          label={t('adminEmail')}
          description={t('adminEmailHint')}
          required
          withAsterisk={false}
          maxLength={254}
          {...form.input('adminEmail')}
        />
      </div>
      <div className={styles.pair}>
        <NativeSelect
          label={t('timeZone')}
          description={t('timeZoneHint')}
          data={zones.map((value) => ({ value, label: value.replaceAll('_', ' ') }))}
          {...form.input('timeZone')}
        />
        <NativeSelect
          label={t('language')}
          description={t('languageHint')}
          data={admin.languages.map(({ code, name }) => ({ value: code, label: name }))}
          {...form.input('language')}
        />
      </div>
      {admin.groups.length > 1 && (
        <NativeSelect
          label={t('group')}
          description={t('groupHint')}
          data={admin.groups.map((group) => ({ value: group, label: group }))}
          {...form.input('group')}
        />
      )}
      <NoticeCard icon={<IconMailForward size={22} />} title={t('noPasswordTitle')}>
        {t('noPasswordText', { email: form.values.adminEmail || draft.contactEmail })}
      </NoticeCard>
      <FactList
        facts={[
          { name: t('domain'), value: draft.domain },
          { name: t('factServer'), value: server.name },
        ]}
      />
      {rest !== undefined && <ErrorNotice error={rest} />}
      <StepWays />
    </form>
  )
}

/** All that the browser knows, with the present one even where it goes by another name there. */
function timeZones(present: string): string[] {
  return [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', ...(present ? [present] : [])])].sort()
}
