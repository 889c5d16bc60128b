import { Anchor } from '@mantine/core'
import { useLocale } from 'use-intl'
import { FactList } from '../../../../kit/fact-list.tsx'
import { Money } from '../../../../kit/money.tsx'
import { shownValue } from '../registration/shown-value.ts'
import styles from './number.module.css'
import { type Choice, type Plan, rateWords } from './number-words.ts'

/** What the number is and where (R192). */
export function NumberFacts({ choice: { offer, plan } }: { choice: Choice }) {
  const locale = useLocale()
  const { number, place, kind } = offer
  return (
    <FactList
      facts={[
        { name: 'Number', value: <Anchor href={`tel:${number}`}>{number}</Anchor> },
        { name: 'City', value: place.city ?? 'Not told by the provider' },
        place.regionName && { name: 'Region', value: place.regionName },
        { name: 'Country', value: shownValue('country', place.country, '') },
        { name: 'Kind', value: kind },
        { name: 'Rate', value: rateWords(plan, locale) },
      ]}
    />
  )
}

/** What it costs with this capacity (R194). */
export function PriceList({ plan }: { plan: Plan }) {
  return (
    <table className={styles.prices} aria-label="Price" aria-live="polite">
      <tbody>
        <Row name="Monthly" value={plan.monthly} />
        <Row name="Setup" value={plan.setup} />
        <Row name="Subtotal" value={plan.subtotal} />
        {plan.vat && <Row name="VAT" value={plan.vat} />}
        <Row name="Total for DID(s)" value={plan.total} isTotal />
      </tbody>
    </table>
  )
}

function Row({ name, value, isTotal }: { name: string; value: Plan['total']; isTotal?: boolean }) {
  return (
    <tr data-total={isTotal || undefined}>
      <th scope="row">{name}</th>
      <td>
        <Money value={value} />
      </td>
    </tr>
  )
}
