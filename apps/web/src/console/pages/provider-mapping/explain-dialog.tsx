import { Alert, Modal, Stack, Text } from '@mantine/core'
import { IconBan, IconCircleCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { MappingExplanationBody, ProviderMappingBody } from '@turnup/contracts'
import { Loaded } from '../../../kit/loaded.tsx'
import { mappingExplanationQuery } from '../../api/provider-mapping.ts'
import { Conflicts } from './mapping-badge.tsx'
import { methodWords, providerName } from './mapping-words.ts'
import styles from './provider-mapping.module.css'

export interface ExplainDialogProps {
  /** The product that is asked about; nothing is shown without. */
  sku: string | undefined
  mapping: ProviderMappingBody
  onClose(): void
}

/** Which rule won, and why (X23). */
export function ExplainDialog({ sku, mapping, onClose }: ExplainDialogProps) {
  return (
    <Modal
      opened={sku !== undefined}
      onClose={onClose}
      title="Why this provider?"
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {sku !== undefined && <Explanation sku={sku} mapping={mapping} />}
    </Modal>
  )
}

function Explanation({ sku, mapping }: { sku: string; mapping: ProviderMappingBody }) {
  const query = useQuery(mappingExplanationQuery(sku))
  return <Loaded query={query}>{(found) => <Rules found={found} mapping={mapping} />}</Loaded>
}

function Rules({ found, mapping }: { found: MappingExplanationBody; mapping: ProviderMappingBody }) {
  const { product, orderable, steps } = found
  return (
    <Stack>
      <Text>
        <strong>{product.name}</strong> ({product.sku})
      </Text>
      <Alert
        color={orderable ? 'harbour' : 'ember'}
        variant="light"
        icon={orderable ? <IconCircleCheck aria-hidden /> : <IconBan aria-hidden />}
        title={
          orderable && product.providerId !== undefined
            ? `It is sold with ${providerName(mapping.providers, product.providerId)}`
            : 'It cannot be ordered'
        }
      >
        {product.because}
        <Conflicts product={product} providers={mapping.providers} />
      </Alert>
      <Text fw={650}>Each rule, in the order in which it is asked</Text>
      <ol className={styles.rules}>
        {steps.map(({ rule, says, decided }) => (
          <li key={rule} data-decided={decided || undefined}>
            {ruleName(rule)}
            {decided && ' (this decided)'}
            <p>{says}</p>
          </li>
        ))}
      </ol>
      <Text size="sm" c="dimmed">
        What is changed on the page and not saved yet is not counted.
      </Text>
    </Stack>
  )
}

function ruleName(rule: string): string {
  return rule in methodWords
    ? methodWords[rule as keyof typeof methodWords]
    : rule[0]?.toUpperCase() + rule.slice(1)
}
