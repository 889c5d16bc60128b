import type { ReactNode } from 'react'
import type { Category } from './category-words.ts'
import styles from './product-art.module.css'

const drawings: Record<Category, ReactNode> = {
  internet: (
    <>
      <path className={styles.solid} d="M128 122V84l32-26 32 26v38h-22V98h-20v24z" />
      <path className={styles.line} d="M136 48a34 34 0 0 1 48 0M122 34a54 54 0 0 1 76 0" />
      <path className={styles.light} d="M0 146h92c18 0 18-24 36-24h64c18 0 18 24 36 24h92" />
    </>
  ),
  esim: (
    <>
      <rect className={styles.solid} x="126" y="26" width="68" height="124" rx="14" />
      <path
        className={styles.cut}
        d="M142 58h14v14h-14zm22 0h14v14h-14zm-22 22h14v14h-14zm22 0h6v6h-6zm8 8h6v6h-6z"
      />
      <path className={styles.light} d="M146 128h28" />
      <path className={styles.line} d="M106 62a40 40 0 0 0 0 52M214 62a40 40 0 0 1 0 52" />
    </>
  ),
  sim: (
    <>
      <path
        className={styles.solid}
        d="M116 44a12 12 0 0 1 12-12h48l28 28v76a12 12 0 0 1-12 12h-64a12 12 0 0 1-12-12z"
      />
      <rect className={styles.cut} x="136" y="80" width="48" height="44" rx="8" />
      <path className={styles.light} d="M136 102h48M160 80v44" />
    </>
  ),
  vpn: (
    <>
      <path className={styles.line} d="M0 90h104m112 0h104" />
      <path className={styles.solid} d="m160 30 50 18v36c0 32-22 54-50 66-28-12-50-34-50-66V48z" />
      <rect className={styles.cut} x="138" y="82" width="44" height="34" rx="7" />
      <path className={styles.light} d="M147 82V70a13 13 0 0 1 26 0v12" />
    </>
  ),
  pbx: (
    <>
      <rect className={styles.solid} x="112" y="44" width="96" height="92" rx="14" />
      <path className={styles.cut} d="M128 60h64v20h-64z" />
      <path
        className={styles.light}
        d="M136 98h.1m23.900 0h.1m23.900 0h.1M136 116h.1m23.900 0h.1m23.900 0h.1"
      />
      <path className={styles.line} d="M88 62a40 40 0 0 0 0 56M232 62a40 40 0 0 1 0 56" />
    </>
  ),
  other: (
    <>
      <rect className={styles.solid} x="100" y="92" width="120" height="42" rx="12" />
      <path className={styles.line} d="M122 92V48m76 44V48" />
      <path className={styles.light} d="M122 113h.1m19.900 0h.1m19.900 0h.1" />
    </>
  ),
}

/** A drawn stand-in for a product without a picture. */
export function ProductArt({ category }: { category: Category }) {
  return (
    <svg
      className={styles.art}
      data-category={category}
      viewBox="0 0 320 180"
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
    >
      <rect className={styles.ground} width="320" height="180" />
      <circle className={styles.moon} cx="266" cy="38" r="70" />
      {drawings[category]}
    </svg>
  )
}
