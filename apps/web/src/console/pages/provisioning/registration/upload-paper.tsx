import { Alert, Button, Checkbox, NativeSelect, Text, Textarea, TextInput } from '@mantine/core'
import { IconFileUpload } from '@tabler/icons-react'
import type { UploadPaperBody } from '@turnup/contracts'
import { type SubmitEvent, useEffect, useRef, useState } from 'react'
import { uploadPaper } from '../../../api/provisioning.ts'
import { ActionTrouble } from '../../../parts/action-trouble.tsx'
import { useProvisioningAction } from '../use-provisioning-action.ts'
import { paperWords } from './field-words.ts'
import {
  acceptedFiles,
  type PaperDraft,
  type PaperProblems,
  paperProblems,
  serverProblems,
} from './paper-draft.ts'
import { readBase64 } from './read-base64.ts'
import styles from './registration.module.css'
import type { RegistrationBody } from './review-part.tsx'

type Proofs = RegistrationBody['proofs']

export interface UploadPaperProps {
  orderId: string
  proofs: Proofs
}

/** Adds one paper, after a look at what providers refuse (R202 to R205). */
export function UploadPaper({ orderId, proofs }: UploadPaperProps) {
  const [draft, setDraft] = useState(() => emptyDraft(proofs, proofs[0]?.of ?? 'identity'))
  const [problems, setProblems] = useState<PaperProblems>({})
  // A file field cannot be emptied otherwise.
  const [round, setRound] = useState(0)
  const form = useRef<HTMLFormElement>(null)
  const said = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    if (Object.keys(problems).length > 0)
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [role="alert"]')?.focus()
  }, [problems])
  const change = (part: Partial<PaperDraft>) => {
    setDraft((present) => ({ ...present, ...part }))
    setProblems({})
  }
  const uploading = useProvisioningAction(() => send(orderId, draft), {
    says: ({ paper }) => (paper ? `${paper.fileName} is uploaded.` : 'The paper would be refused.'),
    onDone: (answer) => {
      if (!answer.paper) return setProblems(serverProblems(answer.problems, draft))
      setDraft(emptyDraft(proofs, draft.of))
      setRound((present) => present + 1)
      // The button lost the focus while it worked.
      requestAnimationFrame(() => said.current?.focus())
    },
  })
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const found = paperProblems(draft, new Date().toISOString().slice(0, 10))
    setProblems(found)
    if (Object.keys(found).length === 0) uploading.run(undefined)
  }
  const text = (
    name: 'nameOnPaper' | 'addressOnPaper' | 'registrationNumberOnPaper' | 'issuedOn' | 'expiresOn',
  ) => ({
    value: draft[name],
    onChange: (event: { currentTarget: { value: string } }) => change({ [name]: event.currentTarget.value }),
    error: problems[name],
  })
  const accepted = proofs.find(({ of }) => of === draft.of)?.accepted ?? []
  return (
    <form ref={form} noValidate onSubmit={submit} aria-label="Upload a paper">
      <Text fw={650} mb="xs">
        Upload a paper
      </Text>
      <div className={styles.form}>
        <NativeSelect
          label="It proves"
          value={draft.of}
          onChange={(event) => change(emptyChoice(proofs, event.currentTarget.value))}
          data={proofs.map(({ of }) => ({ value: of, label: paperWords[of] }))}
        />
        <NativeSelect
          label="Kind of paper"
          value={draft.proofTypeId}
          onChange={(event) => change({ proofTypeId: event.currentTarget.value })}
          data={accepted.map(({ proofTypeId, name }) => ({ value: proofTypeId, label: name }))}
          error={problems.proofTypeId}
        />
        <TextInput
          key={round}
          className={styles.whole}
          type="file"
          accept={acceptedFiles}
          label="File"
          description="JPG, PNG or PDF, 10 MB at most."
          required
          onChange={(event) => change({ file: event.currentTarget.files?.[0] ?? null })}
          error={problems.file}
        />
        <TextInput
          label={draft.of === 'business' ? 'Company name on the paper' : 'Name on the paper'}
          description="Exactly as it stands there; it is compared with the order."
          required
          maxLength={200}
          autoComplete="off"
          {...text('nameOnPaper')}
        />
        {draft.of === 'business' && (
          <TextInput
            label="Registration number on the paper"
            description="Exactly as it stands there."
            required
            maxLength={100}
            autoComplete="off"
            {...text('registrationNumberOnPaper')}
          />
        )}
        {draft.of === 'address' && (
          <Textarea
            label="Address on the paper"
            description="Exactly as it stands there."
            required
            autosize
            maxLength={300}
            autoComplete="off"
            {...text('addressOnPaper')}
          />
        )}
        <TextInput
          type="date"
          label="Date on the paper"
          description={draft.of === 'address' ? 'Not older than three months.' : 'Where there is one.'}
          required={draft.of === 'address'}
          {...text('issuedOn')}
        />
        {draft.of !== 'address' && (
          <TextInput
            type="date"
            label="Valid until"
            description="Where there is a date."
            {...text('expiresOn')}
          />
        )}
        <Checkbox
          className={styles.whole}
          label="It is legible, all corners are visible, and nothing glares"
          checked={draft.isLegible}
          onChange={(event) => change({ isLegible: event.currentTarget.checked })}
          error={problems.isLegible}
          aria-invalid={problems.isLegible !== undefined || undefined}
        />
        {problems.whole && (
          <Alert className={styles.whole} color="red" role="alert" tabIndex={-1}>
            {problems.whole}
          </Alert>
        )}
        <div className={styles.whole}>
          <ActionTrouble error={uploading.error} />
        </div>
        <div className={styles.whole}>
          <Button
            type="submit"
            size="sm"
            leftSection={<IconFileUpload size={16} aria-hidden />}
            loading={uploading.isPending}
          >
            Upload
          </Button>
          <span ref={said} tabIndex={-1} className={styles.facts}>
            {uploading.data?.paper && `${uploading.data.paper.fileName} is uploaded.`}
          </span>
        </div>
      </div>
    </form>
  )
}

async function send(orderId: string, draft: PaperDraft): Promise<UploadPaperBody> {
  const { file, issuedOn, expiresOn, addressOnPaper, registrationNumberOnPaper, ...rest } = draft
  if (!file) throw new Error('A paper is sent without its file.')
  return uploadPaper(orderId, {
    ...rest,
    nameOnPaper: rest.nameOnPaper.trim(),
    fileName: file.name,
    contentBase64: await readBase64(file),
    ...(issuedOn === '' ? {} : { issuedOn }),
    ...(expiresOn === '' ? {} : { expiresOn }),
    ...(draft.of === 'address' ? { addressOnPaper: addressOnPaper.trim() } : {}),
    ...(draft.of === 'business' ? { registrationNumberOnPaper: registrationNumberOnPaper.trim() } : {}),
  })
}

/** The kinds of paper are others for what it proves. */
function emptyChoice(proofs: Proofs, of: string): Pick<PaperDraft, 'of' | 'proofTypeId'> {
  const proof = proofs.find((one) => one.of === of) ?? proofs[0]
  return { of: proof?.of ?? 'identity', proofTypeId: proof?.accepted[0]?.proofTypeId ?? '' }
}

function emptyDraft(proofs: Proofs, of: string): PaperDraft {
  return {
    ...emptyChoice(proofs, of),
    file: null,
    issuedOn: '',
    expiresOn: '',
    nameOnPaper: '',
    addressOnPaper: '',
    registrationNumberOnPaper: '',
    isLegible: false,
  }
}
