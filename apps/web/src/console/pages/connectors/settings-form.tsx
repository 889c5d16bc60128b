import { Alert, Stack, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import type { ConnectorSettingsBody } from '@turnup/contracts'
import { useEffect, useRef, useState } from 'react'
import { isApiError } from '../../../api/api-error.ts'
import { announce } from '../../../kit/announce.tsx'
import { ErrorNotice } from '../../../kit/error-notice.tsx'
import { useAction } from '../../../kit/use-action.ts'
import {
  changeConnectorSettings,
  connectorSettingsQuery,
  connectorsQuery,
  tryConnectorSettings,
} from '../../api/connectors.ts'
import { FilterBar, FilterSearch } from '../../parts/filter-bar.tsx'
import { connectorName, findingsInWords } from './connector-words.ts'
import { FindingsList } from './findings-list.tsx'
import { LeaveGuard } from './leave-guard.tsx'
import { OvertakenNotice } from './overtaken-notice.tsx'
import { SaveDialog } from './save-dialog.tsx'
import { SavedNotice } from './saved-notice.tsx'
import { changeRequest } from './setting-draft.ts'
import { SettingsBar } from './settings-bar.tsx'
import styles from './settings-form.module.css'
import { SettingsSection } from './settings-section.tsx'
import { matching, sectionsOf } from './settings-sections.ts'
import { useSettingsForm } from './use-settings-form.ts'

/** From this many settings on, a search helps. */
const many = 25

/** The settings of a connector, drawn from its own schema, for administrators. */
export function SettingsForm({ settings }: { settings: ConnectorSettingsBody }) {
  const { id, version, fields } = settings
  const name = connectorName(id)
  const queryClient = useQueryClient()
  const form = useSettingsForm(settings)
  const [wanted, setWanted] = useState<string>()
  const [isSaving, setSaving] = useState(false)
  const [saved, setSaved] = useState<ConnectorSettingsBody>()
  const bodyOf = (reason: string) => ({ version, ...changeRequest(fields, form.drafts), reason })

  const testing = useAction(() => tryConnectorSettings(id, bodyOf('Test before saving')), {
    onSuccess: ({ findings }) => announce(`${name}: ${findingsInWords(findings)}`),
    onError: (error) => {
      form.take(error)
    },
  })
  const saving = useAction((reason: string) => changeConnectorSettings(id, bodyOf(reason)), {
    onSuccess: (now) => {
      queryClient.setQueryData(connectorSettingsQuery(id).queryKey, now)
      void queryClient.invalidateQueries({ queryKey: connectorsQuery.queryKey })
      form.clear()
      testing.reset()
      setSaving(false)
      setSaved(now)
      announce('Saved. The settings are in effect.')
    },
    onError: (error) => {
      if (form.take(error) || isOvertaken(error)) setSaving(false)
    },
  })
  const trouble = [testing.error, saving.error].find((error) => error && !isOfField(error, fields))
  const results = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new result is to be seen, wherever the form was scrolled to
  useEffect(() => {
    results.current?.scrollIntoView?.({ block: 'nearest' })
  }, [saved, trouble, testing.data])
  const visible = wanted === undefined ? fields : matching(fields, wanted)
  return (
    <Stack gap="md">
      {fields.length > many && (
        <FilterBar label="Find a setting">
          <FilterSearch
            label="Find a setting"
            placeholder="Name, or variable of the environment"
            value={wanted}
            onChange={setWanted}
          />
        </FilterBar>
      )}
      {visible.length === 0 && <Text c="dimmed">No setting is called like that.</Text>}
      <form
        noValidate
        className={styles.sections}
        onSubmit={(event) => {
          event.preventDefault()
          if (form.changed.length > 0 && form.isFit()) setSaving(true)
        }}
      >
        {sectionsOf(visible).map(({ title, fields: under }) => (
          <SettingsSection
            key={title ?? ''}
            title={title}
            fields={under}
            drafts={form.drafts}
            errors={form.errors}
            onDraft={(path, draft) => {
              setSaved(undefined)
              saving.reset()
              form.draft(path, draft)
            }}
            isOpen={title === undefined || wanted !== undefined || form.opened.has(title)}
            onToggle={(isOpen) => title !== undefined && wanted === undefined && form.toggle(title, isOpen)}
          />
        ))}
        <div ref={results} className={styles.results}>
          {saved && form.changed.length === 0 && (
            <SavedNotice settings={saved} onClose={() => setSaved(undefined)} />
          )}
          {isOvertaken(trouble) && (
            <OvertakenNotice
              id={id}
              onLoaded={() => {
                saving.reset()
                testing.reset()
              }}
            />
          )}
          {trouble && !isOvertaken(trouble) && !isSaving && <ErrorNotice error={trouble} />}
          {testing.data && (
            <Alert
              variant="default"
              withCloseButton
              closeButtonLabel="Close the findings"
              onClose={testing.reset}
              title="Test of the connection with what stands in the form"
            >
              <FindingsList findings={testing.data.findings} />
            </Alert>
          )}
        </div>
        <SettingsBar
          changes={form.changed.length}
          onDiscard={() => {
            form.clear()
            testing.reset()
            saving.reset()
            announce('Changes discarded.')
          }}
          onTest={() => form.isFit() && testing.run(undefined)}
          testing={testing.isPending}
        />
      </form>
      <SaveDialog
        name={name}
        changes={form.changed}
        opened={isSaving}
        onClose={() => setSaving(false)}
        onSave={saving.run}
        working={saving.isPending}
        error={saving.error}
      />
      <LeaveGuard isActive={form.changed.length > 0 && !saving.isPending} />
    </Stack>
  )
}

function isOvertaken(error: unknown): boolean {
  return isApiError(error) && error.code === 'SETTINGS_OVERTAKEN'
}

function isOfField(error: unknown, fields: ConnectorSettingsBody['fields']): boolean {
  return isApiError(error) && fields.some(({ path }) => path === error.field)
}
