import { Alert, Skeleton, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Loaded } from '../../../../kit/loaded.tsx'
import { numberDialogQuery, provisioningQuery } from '../../../api/provisioning.ts'
import { connectorName } from '../../../parts/connector-name.ts'
import { orderName } from '../../../parts/order-words.ts'
import { ProvisioningDialog } from '../provisioning-dialog.tsx'
import { NumberForm } from './number-form.tsx'

/** The number dialog: what is still there, what it costs, and ordering it (R191 to R194). */
export function NumberDialog() {
  const { id } = useParams({ from: '/operator/provisioning/$id/number' })
  const order = useQuery(provisioningQuery(id))
  const dialog = useQuery(numberDialogQuery(id))
  return (
    <ProvisioningDialog title="Order the phone number" orderId={id}>
      {(close) => (
        <Stack gap="lg">
          {order.data && (
            <Text c="dimmed">
              Order {orderName({ ...order.data, id })} of{' '}
              {order.data.customer.company ?? order.data.customer.name}, {order.data.domain}, at{' '}
              {connectorName(order.data.providerId)}
            </Text>
          )}
          <Loaded query={dialog} skeleton={<Asking />}>
            {(found) => (
              <NumberForm
                // Other offers begin a new choice.
                key={dialog.dataUpdatedAt}
                orderId={id}
                dialog={found}
                isReading={dialog.isFetching}
                onReadAgain={() => void dialog.refetch()}
                onClose={close}
              />
            )}
          </Loaded>
          {dialog.isError && dialog.data !== undefined && (
            <Alert color="ember">
              The provider could not be asked again. What is shown may be out of date.
            </Alert>
          )}
        </Stack>
      )}
    </ProvisioningDialog>
  )
}

function Asking() {
  return (
    <Stack gap="sm">
      <Text>Asking the provider which numbers are there…</Text>
      <Skeleton height={52} />
      <Skeleton height={140} />
    </Stack>
  )
}
