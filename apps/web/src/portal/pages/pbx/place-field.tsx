import { Button, TextInput, type TextInputProps } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconCircleCheck, IconMapPinOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { pbxPlacesQuery } from '../../api/pbx.ts'
import styles from './domain-status.module.css'

const pauseMs = 350
const shortestName = 2
const mostPlaces = 6
const likelyLetters = 3

export interface PlaceFieldProps extends TextInputProps {
  'data-path': string
  value: string
  country: string
  product: string
  onPlace: (place: { city: string; area?: string | undefined }) => void
}

/** A city, looked up while it is typed, because the number's carrier takes only the spellings that it knows (R174). */
export function PlaceField({ country, product, onPlace, ...input }: PlaceFieldProps) {
  const t = useTranslations('pbx')
  const [city] = useDebouncedValue(input.value.trim(), pauseMs)
  const isAsked = city.length >= shortestName && country !== ''
  const { data: places } = useQuery({ ...pbxPlacesQuery(product, country, city), enabled: isAsked })
  const found = places?.find((place) => isSame(place.city, city))
  // A slip at the end of the name finds nothing; its beginning finds the city that was meant.
  const isUnknown = isAsked && places?.length === 0
  const { data: likely } = useQuery({
    ...pbxPlacesQuery(product, country, city.slice(0, likelyLetters)),
    enabled: isUnknown,
  })
  const near = found ? [] : (isUnknown ? (likely ?? []) : (places ?? [])).slice(0, mostPlaces)
  return (
    <div className={styles.box}>
      <TextInput {...input} />
      <p className={styles.words} data-state={found ? 'free' : 'idle'} role="status">
        {isAsked && found && (
          <>
            <IconCircleCheck size={18} aria-hidden />
            {t('placeFound', { place: [found.city, found.area].filter(Boolean).join(', ') })}
          </>
        )}
        {isAsked && places && !found && (
          <>
            <IconMapPinOff size={18} aria-hidden />
            {near.length > 0 ? t('placeNear') : t('placeNone')}
          </>
        )}
      </p>
      {isAsked && near.length > 0 && (
        <div className={styles.suggestions}>
          {near.map((place) => (
            <Button
              key={`${place.city}/${place.area ?? ''}`}
              size="xs"
              variant="light"
              onClick={() => onPlace(place)}
            >
              {[place.city, place.area].filter(Boolean).join(', ')}
            </Button>
          ))}
        </div>
      )}
    </div>
  )
}

function isSame(one: string, other: string): boolean {
  return one.localeCompare(other, 'en', { sensitivity: 'base' }) === 0
}
