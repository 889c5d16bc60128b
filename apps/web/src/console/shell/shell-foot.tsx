import type { SiteBody } from '@turnup/contracts'
import { useOperator } from '../api/use-operator.ts'

/** Who is signed in, the way out, and in a demonstration the way to the other roles. */
export function ShellFoot({ site }: { site: SiteBody }) {
  const operator = useOperator()
  return (
    <>
      <span>{operator.name}</span>
      {site.demo && (
        <a href={site.demo.sandboxUrl} target="_blank" rel="noreferrer" style={{ color: 'inherit' }}>
          Sandbox
        </a>
      )}
    </>
  )
}
