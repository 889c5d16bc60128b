import { tryEveryPage } from './support/try-every-page.ts'

tryEveryPage('console')
