import { Button } from '@mantine/core'
import { IconId, IconPhoneOff } from '@tabler/icons-react'
import type { NumberOfferBody } from '@turnup/contracts'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { EmptyState } from '../../../kit/empty-state.tsx'
import { ErrorNotice } from '../../../kit/error-notice.tsx'
import { LoadedPages } from '../../../kit/loaded-pages.tsx'
import { Money } from '../../../kit/money.tsx'
import { usePages } from '../../../kit/use-pages.ts'
import { type NumberSearch, searchNumbers } from '../../api/pbx.ts'
import styles from './number-results.module.css'
import { usePlaceWords } from './number-words.ts'
import { isTaken, useHold } from './use-hold.ts'
import { useStep } from './use-step.ts'

export interface NumberResultsProps {
  search: NumberSearch
  onChosen: () => void
}

/** What was found, with prices; choosing one holds it. A number that somebody else took meanwhile leaves the list. */
export function NumberResults({ search, onChosen }: NumberResultsProps) {
  const t = useTranslations('pbx')
  const { refusal, setRefusal } = useStep()
  const { choose } = useHold()
  const [gone, setGone] = useState<string[]>([])
  const pages = usePages<NumberOfferBody>({
    queryKey: ['pbx', 'numbers', search],
    readPage: async (cursor, signal) => {
      const { offers, nextCursor } = await searchNumbers(search, cursor, signal)
      return nextCursor === undefined ? { items: offers } : { items: offers, nextCursor }
    },
  })
  const take = async (offer: NumberOfferBody) => {
    const hold = await choose.runAsync({ product: search.product, offerId: offer.offerId })
    if (!hold) return
    if (refusal) setRefusal(undefined)
    onChosen()
  }
  const lost = isTaken(choose.error) ? choose.variables?.offerId : undefined
  if (lost !== undefined && !gone.includes(lost)) setGone([...gone, lost])
  return (
    <>
      {choose.error && <ErrorNotice error={choose.error} title={lost ? t('takenTitle') : undefined} />}
      <LoadedPages
        pages={pages}
        words={{ shown: (count) => t('found', { count }), more: t('foundMore') }}
        empty={
          <EmptyState
            icon={<IconPhoneOff size={36} aria-hidden />}
            title={t('foundNone')}
            text={t('foundNoneText')}
          />
        }
      >
        {(offers) => (
          <ResultTable
            offers={offers.filter(({ offerId }) => !gone.includes(offerId))}
            choosing={choose.isPending ? choose.variables.offerId : undefined}
            onChoose={(offer) => void take(offer)}
          />
        )}
      </LoadedPages>
    </>
  )
}

interface ResultTableProps {
  offers: NumberOfferBody[]
  choosing: string | undefined
  onChoose: (offer: NumberOfferBody) => void
}

/** A table on a desk; on a phone each row becomes a card, with the column's name before each value. */
function ResultTable({ offers, choosing, onChoose }: ResultTableProps) {
  const t = useTranslations('pbx')
  const placeWords = usePlaceWords()
  return (
    <table className={styles.table} aria-label={t('numbers')}>
      <thead>
        <tr>
          <th scope="col">{t('number')}</th>
          <th scope="col">{t('location')}</th>
          <th scope="col">{t('monthlyRate')}</th>
          <th scope="col">{t('setupFee')}</th>
          <th scope="col">
            <span className="visually-hidden">{t('choose')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {offers.map((offer) => {
          const [plan] = offer.plans
          return (
            <tr key={offer.offerId}>
              <th scope="row" data-name={t('number')} className="figures">
                {offer.number}
              </th>
              <td data-name={t('location')}>
                <span>
                  {placeWords(offer.place)}
                  {offer.needsRegistration && (
                    <span className={styles.registration}>
                      <IconId size={16} aria-hidden />
                      {t('withRegistration')}
                    </span>
                  )}
                </span>
              </td>
              <td data-name={t('monthlyRate')}>{plan && <Money value={plan.monthly} />}</td>
              <td data-name={t('setupFee')}>
                {plan && (plan.setup.amountMinor === 0 ? t('noFee') : <Money value={plan.setup} />)}
              </td>
              <td className={styles.choose}>
                <Button
                  size="sm"
                  variant="light"
                  loading={choosing === offer.offerId}
                  disabled={choosing !== undefined && choosing !== offer.offerId}
                  onClick={() => onChoose(offer)}
                >
                  {t('choose')}
                  <span className="visually-hidden"> {offer.number}</span>
                </Button>
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
