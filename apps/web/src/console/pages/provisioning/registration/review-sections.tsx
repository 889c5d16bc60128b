import { Alert, Stack, Title } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconMapPinCheck, IconMapPinQuestion } from '@tabler/icons-react'
import type { RegistrationReviewBody } from '@turnup/contracts'
import { ToneBadge } from '../../../parts/tone-badge.tsx'
import { type Field, fieldWords, type Section, sections } from './field-words.ts'
import { aboutNothing, type Finding, ProblemNotes } from './problem-notes.tsx'
import styles from './registration.module.css'
import { shownValue } from './shown-value.ts'

export interface ReviewSectionsProps {
  review: RegistrationReviewBody
  requiredFields: readonly Field[]
  findings: readonly Finding[]
}

/** What the customer gave, section by section, with what is wrong beside its field (R200). */
export function ReviewSections({ review, requiredFields, findings }: ReviewSectionsProps) {
  return (
    <Stack gap="lg">
      <Verdict findings={findings} />
      {sections.map((section) => (
        <ReviewSection
          key={section.key}
          section={section}
          review={review}
          requiredFields={requiredFields}
          findings={findings}
        />
      ))}
    </Stack>
  )
}

function Verdict({ findings }: { findings: readonly Finding[] }) {
  if (findings.length === 0)
    return (
      <Alert color="harbour" variant="light" icon={<IconCircleCheck aria-hidden />}>
        Nothing is missing, and nothing contradicts. Look it through, then submit it.
      </Alert>
    )
  const count = findings.length === 1 ? '1 thing to look at' : `${findings.length} things to look at`
  return (
    <Alert color="ember" icon={<IconAlertTriangle aria-hidden />} title={count}>
      Each stands beside its field. Ask the customer for a correction, or the provider may refuse the
      registration.
      <ProblemNotes findings={aboutNothing(findings)} />
    </Alert>
  )
}

function ReviewSection({
  section,
  review,
  requiredFields,
  findings,
}: ReviewSectionsProps & { section: Section }) {
  const isAbout = (field: Field) => findings.some(({ fields }) => fields.includes(field))
  const fields = section.fields.filter(
    (field) => review.values[field] !== undefined || requiredFields.includes(field) || isAbout(field),
  )
  if (fields.length === 0) return null
  const title = `section-${section.key}`
  return (
    <section aria-labelledby={title}>
      <Title order={3} size="h5" id={title} mb={6}>
        {section.title}
      </Title>
      <dl className={styles.fields}>
        {fields.map((field) => (
          <ReviewField
            key={field}
            field={field}
            review={review}
            isRequired={requiredFields.includes(field)}
            findings={findings.filter((finding) => finding.fields.includes(field))}
          />
        ))}
      </dl>
    </section>
  )
}

interface ReviewFieldProps {
  field: Field
  review: RegistrationReviewBody
  isRequired: boolean
  findings: readonly Finding[]
}

function ReviewField({ field, review, isRequired, findings }: ReviewFieldProps) {
  const value = review.values[field]?.trim() ?? ''
  const today = new Date().toISOString().slice(0, 10)
  return (
    <div className={styles.field} data-wrong={findings.length > 0 || undefined}>
      <dt>{fieldWords[field]}</dt>
      <dd>
        {value === '' ? (
          <span className={styles.quiet}>{isRequired ? 'Missing' : 'Not given'}</span>
        ) : (
          shownValue(field, value, today)
        )}
        {field === 'city' && value !== '' && <PlaceMatch isMatched={review.isPlaceMatched} />}
        <ProblemNotes findings={findings} />
      </dd>
    </div>
  )
}

/** Whether the carrier knows the city under this name (R174, X31). */
function PlaceMatch({ isMatched }: { isMatched: boolean }) {
  return (
    <div className={styles.match}>
      {isMatched ? (
        <ToneBadge tone="good" icon={IconMapPinCheck}>
          One of the provider’s places
        </ToneBadge>
      ) : (
        <ToneBadge tone="attention" icon={IconMapPinQuestion}>
          Not on the provider’s list, check it
        </ToneBadge>
      )}
    </div>
  )
}
