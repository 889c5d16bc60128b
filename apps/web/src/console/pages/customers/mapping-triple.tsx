import { Text } from '@mantine/core'
import type { ConsoleCustomerBody } from '@turnup/contracts'
import { Moment } from '../../../kit/moment.tsx'
import { CopyableId } from '../../parts/copyable-id.tsx'
import styles from './mapping-triple.module.css'

/** The same person in the three systems (R034). */
export function MappingTriple({ customer }: { customer: ConsoleCustomerBody }) {
  const { mapping } = customer
  return (
    <>
      <ul className={styles.triple}>
        <System name="Portal user" label="portal user id" id={customer.id} />
        <System name="Billing client (WHMCS)" label="billing client id" id={mapping?.billingClientId} />
        <System name="CRM account (Salesforce)" label="CRM account id" id={mapping?.crmAccountId} />
      </ul>
      <Text size="sm" c="dimmed" mt="sm">
        {mapping ? (
          <>
            Connected since <Moment at={mapping.createdAt} />. Everything else about the customer stands in
            those systems.
          </>
        ) : (
          'The three are connected when the registration is complete.'
        )}
      </Text>
    </>
  )
}

function System({ name, label, id }: { name: string; label: string; id?: string }) {
  return (
    <li className={id === undefined ? `${styles.system} ${styles.missing}` : styles.system}>
      <p className={styles.name}>{name}</p>
      {id === undefined ? <Text c="dimmed">Not known yet</Text> : <CopyableId value={id} label={label} />}
    </li>
  )
}
