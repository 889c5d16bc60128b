import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { IconDownload, IconFileCheck, IconTrash } from '@tabler/icons-react'
import type { PaperBody, ProvisioningDetailBody } from '@turnup/contracts'
import { useEffect, useRef, useState } from 'react'
import { Day, Moment } from '../../../../kit/moment.tsx'
import { deletePaper, paperAddress } from '../../../api/provisioning.ts'
import { ReasonDialog } from '../../../parts/reason-dialog.tsx'
import { ToneBadge } from '../../../parts/tone-badge.tsx'
import { PortalButton } from '../portal-link.tsx'
import { useProvisioningAction } from '../use-provisioning-action.ts'
import { paperWords } from './field-words.ts'
import { sizeWords } from './paper-draft.ts'
import { aboutPaper, findingsOf, ProblemNotes } from './problem-notes.tsx'
import styles from './registration.module.css'
import type { RegistrationBody, RegistrationPartProps } from './review-part.tsx'
import { UploadPaper } from './upload-paper.tsx'

const routeWords: Record<RegistrationBody['route'], string> = {
  'portal-upload':
    'For this order, papers are uploaded by hand in the provider’s portal. Once they are there, mark it.',
  'api-upload':
    'For this order, papers are uploaded here. They are kept sealed, go to the provider encrypted, and are erased when the order finishes.',
  'order-first':
    'For this order the number comes first; the provider asks for the papers afterwards. Upload them here.',
}

/** The papers that are asked for and those that are there (R187, R202 to R204). */
export function PapersPart({ order, registration }: RegistrationPartProps) {
  const { proofs, papers, route, portalUrl } = registration
  const mayUpload = order.allowedActions.includes('upload-documents')
  const heading = useRef<HTMLHeadingElement>(null)
  const before = useRef(papers.length)
  useEffect(() => {
    // The button that was pressed goes with its paper.
    if (papers.length < before.current && document.activeElement === document.body) heading.current?.focus()
    before.current = papers.length
  }, [papers.length])
  if (proofs.length === 0 && papers.length === 0 && !mayUpload) return null
  return (
    <section aria-labelledby="papers">
      <Title order={2} size="h4" id="papers" mb={4} data-part="papers" tabIndex={-1} ref={heading}>
        Papers
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {routeWords[route]}
      </Text>
      <Stack gap="md">
        {portalUrl && (
          <div>
            <PortalButton url={portalUrl} />
          </div>
        )}
        <ul className={styles.papers}>
          {proofs.map((proof) => (
            <PaperKindItem key={proof.of} proof={proof} order={order} registration={registration} />
          ))}
        </ul>
        {mayUpload && proofs.length > 0 && <UploadPaper orderId={order.orderId} proofs={proofs} />}
      </Stack>
    </section>
  )
}

interface PaperKindItemProps extends RegistrationPartProps {
  proof: RegistrationBody['proofs'][number]
}

function PaperKindItem({ proof, order, registration }: PaperKindItemProps) {
  const { of, quantity, accepted } = proof
  const papers = registration.papers.filter((paper) => paper.of === of)
  const isHere = papers.length >= quantity
  return (
    <li className={styles.kind}>
      <Group justify="space-between" gap="xs">
        <Text fw={650}>
          {paperWords[of]}
          {quantity > 1 && `, ${quantity} papers`}
        </Text>
        {papers.length > 0 && (
          <ToneBadge tone={isHere ? 'good' : 'attention'} icon={IconFileCheck}>
            {isHere ? 'Uploaded here' : `${papers.length} of ${quantity} uploaded here`}
          </ToneBadge>
        )}
      </Group>
      <Text size="sm" c="dimmed">
        Accepted: {accepted.map(({ name }) => name).join(', ')}
      </Text>
      <ProblemNotes findings={aboutPaper(findingsOf([], registration.problems), of)} />
      {papers.map((paper) => (
        <Paper key={paper.id} paper={paper} order={order} />
      ))}
    </li>
  )
}

function Paper({ paper, order }: { paper: PaperBody; order: ProvisioningDetailBody }) {
  const [isDeleting, setDeleting] = useState(false)
  const deleting = useProvisioningAction((reason: string) => deletePaper(order.orderId, paper.id, reason), {
    says: () => `${paper.fileName} is deleted.`,
    onDone: () => setDeleting(false),
  })
  return (
    <div className={styles.paper}>
      <div>
        {paper.fileName}
        <span className={styles.facts}>
          {paper.proofTypeName}, {sizeWords(paper.sizeBytes)}
          {paper.issuedOn && (
            <>
              , dated <Day on={paper.issuedOn} />
            </>
          )}
        </span>
        <span className={styles.facts}>
          Uploaded on <Moment at={paper.uploadedAt} />
          {paper.uploadedBy && ` by ${paper.uploadedBy}`}
        </span>
      </div>
      <Group gap={6}>
        <Button
          component="a"
          href={paperAddress(order.orderId, paper.id)}
          download={paper.fileName}
          size="xs"
          variant="default"
          leftSection={<IconDownload size={15} aria-hidden />}
          aria-label={`Download ${paper.fileName}`}
        >
          Download
        </Button>
        {order.allowedActions.includes('upload-documents') && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconTrash size={15} aria-hidden />}
            aria-label={`Delete ${paper.fileName}`}
            onClick={() => setDeleting(true)}
          >
            Delete…
          </Button>
        )}
      </Group>
      <ReasonDialog
        opened={isDeleting}
        onClose={() => setDeleting(false)}
        title={`Delete ${paper.fileName}?`}
        confirm="Delete the paper"
        isDangerous
        placeholder="For example: a newer one was sent"
        onConfirm={(reason) => deleting.run(reason)}
        working={deleting.isPending}
        error={deleting.error}
      >
        It is erased here for good. What was sent to the provider already stays there.
      </ReasonDialog>
    </div>
  )
}
