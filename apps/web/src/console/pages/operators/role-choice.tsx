import { Radio, Stack } from '@mantine/core'
import type { OperatorRoleName } from '@turnup/contracts'
import { roleLooks, roleNames } from './role-words.ts'

export interface RoleChoiceProps {
  value: OperatorRoleName
  onChange(role: OperatorRoleName): void
}

export function RoleChoice({ value, onChange }: RoleChoiceProps) {
  return (
    <Radio.Group
      label="Role"
      value={value}
      onChange={(chosen) => onChange(roleNames.find((role) => role === chosen) ?? value)}
    >
      <Stack gap="xs" mt={6}>
        {roleNames.map((role) => (
          <Radio key={role} value={role} label={roleLooks[role].words} description={roleLooks[role].may} />
        ))}
      </Stack>
    </Radio.Group>
  )
}
