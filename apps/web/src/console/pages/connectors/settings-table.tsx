import { Stack, Table, Text, Title } from '@mantine/core'
import type { ConnectorSettingsBody } from '@turnup/contracts'
import { TableBox } from '../../../kit/table-box.tsx'
import { presentInWords, sourceOf } from './setting-words.ts'
import { sectionsOf } from './settings-sections.ts'

/** The settings of a connector for people who may look and not change. */
export function SettingsTable({ settings }: { settings: ConnectorSettingsBody }) {
  return (
    <Stack gap="lg">
      <Text c="dimmed">Only administrators change settings. Secrets are shown to nobody.</Text>
      {sectionsOf(settings.fields).map(({ title = 'Main settings', fields }) => (
        <section key={title} aria-label={title}>
          <Title order={3} size="h5" mb="xs">
            {title}
          </Title>
          <TableBox label={`${title}, table`}>
            <Table aria-label={title}>
              <Table.Thead>
                <Table.Tr>
                  {['Setting', 'Value', 'Where it comes from'].map((heading) => (
                    <Table.Th key={heading} scope="col">
                      {heading}
                    </Table.Th>
                  ))}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {fields.map((field) => (
                  <Table.Tr key={field.path}>
                    <Table.Th scope="row">
                      {field.label}
                      {field.help && (
                        <Text size="sm" c="dimmed" fw={400} style={{ whiteSpace: 'normal' }}>
                          {field.help}
                        </Text>
                      )}
                    </Table.Th>
                    <Table.Td maw={420} style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-line' }}>
                      {presentInWords(field)}
                      {field.problem && (
                        <Text size="sm" c="var(--turnup-attention)">
                          {field.problem}
                        </Text>
                      )}
                    </Table.Td>
                    <Table.Td>{sourceOf(field).words}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </TableBox>
        </section>
      ))}
    </Stack>
  )
}
