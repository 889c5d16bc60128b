import type { OperatorRoleName } from '@turnup/contracts'
import { ToneBadge } from '../../parts/tone-badge.tsx'
import { roleLooks } from './role-words.ts'

export function RoleBadge({ role }: { role: OperatorRoleName }) {
  const { words, tone, icon } = roleLooks[role]
  return (
    <ToneBadge tone={tone} icon={icon}>
      {words}
    </ToneBadge>
  )
}
