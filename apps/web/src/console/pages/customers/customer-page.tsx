import { Alert, Group, Stack, Text, Title } from '@mantine/core'
import { IconChecklist, IconEyeExclamation, IconHourglass, IconMail, IconRoute } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { ConsoleCustomerBody } from '@turnup/contracts'
import { FactList } from '../../../kit/fact-list.tsx'
import { ButtonLink, TextLink } from '../../../kit/link.tsx'
import { Loaded } from '../../../kit/loaded.tsx'
import { Moment } from '../../../kit/moment.tsx'
import { Page } from '../../../kit/page.tsx'
import { customerQuery } from '../../api/customers.ts'
import { ActForCustomer } from './act-for-customer.tsx'
import { CustomerBadges, customerName } from './customer-badges.tsx'
import { CustomerOrders } from './customer-orders.tsx'
import { MappingTriple } from './mapping-triple.tsx'
import { reviewWords } from './review-words.ts'

/** One customer: who it is, the mapping of the three systems, and the orders. */
export function CustomerPage() {
  const { id } = useParams({ from: '/operator/customers/$id' })
  const customer = useQuery(customerQuery(id))
  return (
    <Page
      title={customer.data ? customerName(customer.data) : 'Customer'}
      intro={customer.data && [customer.data.number, customer.data.company].filter(Boolean).join(' · ')}
      above={<TextLink to="/customers">All customers</TextLink>}
      aside={
        customer.data && (
          <Group gap={6}>
            <CustomerBadges customer={customer.data} />
          </Group>
        )
      }
    >
      <Loaded query={customer}>{(data) => <Details customer={data} />}</Loaded>
    </Page>
  )
}

function Details({ customer }: { customer: ConsoleCustomerBody }) {
  return (
    <Stack gap="xl">
      <Attention customer={customer} />
      <ActForCustomer customer={customer} />
      <section aria-labelledby="mapping">
        <Title order={2} size="h4" id="mapping" mb="sm">
          In the three systems
        </Title>
        <MappingTriple customer={customer} />
      </section>
      <section aria-labelledby="orders">
        <Title order={2} size="h4" id="orders" mb="sm">
          Orders
        </Title>
        <CustomerOrders customer={customer} />
      </section>
      <section aria-labelledby="person">
        <Title order={2} size="h4" id="person" mb="sm">
          Person
        </Title>
        <FactList
          facts={[
            { name: 'E-mail', value: customer.email },
            customer.phone && { name: 'Phone', value: customer.phone },
            { name: 'Language', value: languageName(customer.locale) },
            { name: 'Signed up', value: <Moment at={customer.createdAt} /> },
            customer.activatedAt && {
              name: 'Registration complete',
              value: <Moment at={customer.activatedAt} />,
            },
          ]}
        />
      </section>
      <Ways customer={customer} />
    </Stack>
  )
}

function Attention({ customer }: { customer: ConsoleCustomerBody }) {
  return (
    <>
      {customer.reviewReason && (
        <Alert
          color="ember"
          icon={<IconEyeExclamation aria-hidden />}
          title="Customer service should look at this customer"
        >
          {reviewWords(customer.reviewReason)} Compare the person with the account in the CRM; the customer
          can order meanwhile.
        </Alert>
      )}
      {customer.state === 'registering' && (
        <Alert color="harbour" icon={<IconHourglass aria-hidden />} title="The registration is not complete">
          An account in the CRM and a client in billing are being found or made. If it stays like this, an
          outside system did not answer: the customer signs up again with the same details, and it goes on
          from there.
        </Alert>
      )}
    </>
  )
}

function Ways({ customer }: { customer: ConsoleCustomerBody }) {
  return (
    <section aria-label="More about this customer">
      <Group gap="sm">
        <ButtonLink
          to="/audit"
          search={{ subjectKind: 'customer', subjectId: customer.id }}
          variant="default"
          leftSection={<IconChecklist size={17} aria-hidden />}
        >
          Audit log
        </ButtonLink>
        <ButtonLink
          to="/mails"
          search={{ to: customer.email }}
          variant="default"
          leftSection={<IconMail size={17} aria-hidden />}
        >
          Mails
        </ButtonLink>
        {customer.mapping && (
          <ButtonLink
            to="/dry-run"
            hash={customer.number}
            variant="default"
            leftSection={<IconRoute size={17} aria-hidden />}
          >
            Try out an order
          </ButtonLink>
        )}
      </Group>
      <Text size="sm" c="dimmed" mt="sm">
        What the customer did themselves is under{' '}
        <TextLink to="/audit" search={{ actorId: customer.id }}>
          their own changes
        </TextLink>
        .
      </Text>
    </section>
  )
}

function languageName(locale: string): string {
  return new Intl.DisplayNames('en-GB', { type: 'language' }).of(locale) ?? locale
}
