import { IconArrowsSplit2 } from '@tabler/icons-react'
import type { ProviderMappingBody } from '@turnup/contracts'
import { ToneBadge } from '../../parts/tone-badge.tsx'
import { type Badge, badgeLooks, type MappedProduct, methodWords, providerName } from './mapping-words.ts'
import styles from './provider-mapping.module.css'

export interface MappingBadgeProps {
  badge: Badge
  /** The carrier that it is mapped to, where there is one. */
  providerId: string | undefined
  providers: ProviderMappingBody['providers']
}

export function MappingBadge({ badge, providerId, providers }: MappingBadgeProps) {
  const { words, ...look } = badgeLooks[badge]
  const text =
    providerId === undefined
      ? words
      : badge === 'invalid'
        ? `${words}: ${providerId} is not set up`
        : `${words}: ${providerName(providers, providerId)}`
  return <ToneBadge {...look}>{text}</ToneBadge>
}

/** Mappings that apply too and name another carrier. */
export function Conflicts({
  product,
  providers,
}: { product: MappedProduct } & Pick<MappingBadgeProps, 'providers'>) {
  if (product.conflicts.length === 0) return null
  return (
    <div className={styles.conflict}>
      <ToneBadge tone="attention" icon={IconArrowsSplit2}>
        Conflict
      </ToneBadge>
      <ul>
        {product.conflicts.map(({ method, subjectId, subjectName, providerId }) => (
          <li key={`${method} ${subjectId}`}>
            {methodWords[method]} {subjectName} says {providerName(providers, providerId)}
          </li>
        ))}
      </ul>
    </div>
  )
}
