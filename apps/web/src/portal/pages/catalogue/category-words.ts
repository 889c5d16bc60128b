import type { CatalogueItemBody } from '@turnup/contracts'
import { useTranslations } from 'use-intl'

export type Category = CatalogueItemBody['category']

/** In the order in which the shop shows them. */
export const categories: readonly Category[] = ['internet', 'esim', 'sim', 'vpn', 'pbx', 'other']

const words = {
  internet: 'categoryInternet',
  esim: 'categoryEsim',
  sim: 'categorySim',
  vpn: 'categoryVpn',
  pbx: 'categoryPbx',
  other: 'categoryOther',
} as const

export function useCategoryWord(): (category: Category) => string {
  const t = useTranslations('catalogue')
  return (category) => t(words[category])
}
