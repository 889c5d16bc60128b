import type { CatalogueItemBody } from '@turnup/contracts'
import { useState } from 'react'
import { ProductArt } from './product-art.tsx'
import styles from './product-picture.module.css'

/** The product's own picture, or a drawing where there is none or it cannot be fetched. Its name stands beside it. */
export function ProductPicture({ item }: { item: Pick<CatalogueItemBody, 'category' | 'heroImageUrl'> }) {
  const [failed, setFailed] = useState<string>()
  const { heroImageUrl, category } = item
  return (
    <div className={styles.frame}>
      {heroImageUrl && failed !== heroImageUrl ? (
        <img
          src={heroImageUrl}
          alt=""
          loading="lazy"
          decoding="async"
          referrerPolicy="no-referrer"
          onError={() => setFailed(heroImageUrl)}
        />
      ) : (
        <ProductArt category={category} />
      )}
    </div>
  )
}
