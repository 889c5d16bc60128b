import { ButtonLink } from '../../../kit/link.tsx'

/** Opens the explanation; its address can be sent to a colleague. */
export function WhyButton({ sku, name }: { sku: string; name: string }) {
  return (
    <ButtonLink
      to="/provider-mapping"
      search={(present) => ({ ...present, explain: sku })}
      replace
      resetScroll={false}
      size="xs"
      variant="default"
      aria-label={`Why this provider, ${name}`}
    >
      Why?
    </ButtonLink>
  )
}
