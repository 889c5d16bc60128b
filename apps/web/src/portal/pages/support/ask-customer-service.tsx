import { Button, Card, Stack, Textarea, TextInput, Title } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import type { CaseBody, OpenCaseRequest } from '@turnup/contracts'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { ErrorNotice } from '../../../kit/error-notice.tsx'
import { useAction } from '../../../kit/use-action.ts'
import { useFields } from '../../../kit/use-fields.ts'
import { useFormErrors } from '../../../kit/use-form-errors.ts'
import { useIdempotencyKey } from '../../../kit/use-idempotency-key.ts'
import { casesQuery, openCase } from '../../api/support.ts'
import { NoticeCard } from '../account/notice-card.tsx'

/** One question becomes one case, also when it has to be sent again. */
export function AskCustomerService() {
  const t = useTranslations('support')
  const queryClient = useQueryClient()
  const { key, renew } = useIdempotencyKey()
  const [opened, setOpened] = useState<CaseBody>()
  const filled = (value: string) => (value.trim() === '' ? t('fillIn') : null)
  const form = useFields<OpenCaseRequest>({
    initialValues: { subject: '', message: '' },
    rules: { subject: filled, message: filled },
    // Other words are another question.
    onChange: renew,
  })
  const action = useAction((question: OpenCaseRequest) => openCase(question, key()), {
    onSuccess: (answer) => {
      setOpened(answer)
      form.reset()
      renew()
      void queryClient.invalidateQueries(casesQuery)
    },
  })
  const otherError = useFormErrors(form, action.error)
  if (opened) {
    return (
      <NoticeCard
        takesFocus
        tone="good"
        icon={<IconCircleCheck size={22} />}
        title={t('openedTitle')}
        action={
          <Button variant="default" onClick={() => setOpened(undefined)}>
            {t('askMore')}
          </Button>
        }
      >
        {opened.caseNumber ? t('openedText', { number: opened.caseNumber }) : t('openedNoNumber')}
      </NoticeCard>
    )
  }
  return (
    <Card component="section" padding="xl" aria-labelledby="support-ask">
      <form noValidate onSubmit={form.submit(action.run)}>
        <Stack>
          <Title order={2} size="h3" id="support-ask">
            {t('ask')}
          </Title>
          <TextInput
            required
            withAsterisk={false}
            label={t('subject')}
            placeholder={t('subjectExample')}
            maxLength={200}
            {...form.input('subject')}
          />
          <Textarea
            required
            withAsterisk={false}
            label={t('message')}
            description={t('messageHelp')}
            rows={6}
            maxLength={10_000}
            {...form.input('message')}
          />
          {otherError !== undefined && <ErrorNotice error={otherError} />}
          <Button type="submit" size="md" loading={action.isPending}>
            {t('send')}
          </Button>
        </Stack>
      </form>
    </Card>
  )
}
