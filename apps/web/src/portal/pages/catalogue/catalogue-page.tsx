import { Page } from '../../../kit/page.tsx'

export function CataloguePage() {
  return <Page title="CataloguePage">{null}</Page>
}
