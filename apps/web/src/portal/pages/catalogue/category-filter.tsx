import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import styles from './category-filter.module.css'
import { type Category, useCategoryWord } from './category-words.ts'

export interface CategoryFilterProps {
  present: Category[]
  wanted: Category | undefined
}

/** Links rather than buttons: what is shown stands in the address, and the way back works. */
export function CategoryFilter({ present, wanted }: CategoryFilterProps) {
  const t = useTranslations('catalogue')
  const word = useCategoryWord()
  if (present.length < 2) return null
  const choices = [undefined, ...present]
  return (
    <nav aria-label={t('categories')}>
      <ul className={styles.filter}>
        {choices.map((category) => (
          <li key={category ?? 'all'}>
            <Link
              to="/catalog"
              search={category ? { category } : {}}
              replace
              resetScroll={false}
              activeProps={{}}
              data-wanted={category === wanted || undefined}
              aria-current={category === wanted ? 'true' : undefined}
            >
              {category ? word(category) : t('categoryAll')}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
