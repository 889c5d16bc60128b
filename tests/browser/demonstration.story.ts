import { expect, test } from 'vitest'
import { password } from '../stack/customer.ts'
import { customerWithCard } from '../stack/orders-in-hand.ts'
import { useStage } from './stage.ts'
import { expectNoSeriousFindingsInBothSchemes } from './support/expect-no-serious-findings.ts'
import { expectNoSidewaysScroll } from './support/expect-no-sideways-scroll.ts'
import { settled } from './support/settled.ts'
import { administrator, haveAdministrator } from './support/sign-in.ts'

const customer = { name: 'Ada Moreno', email: 'c-2000@example.com', password }
const demo = { customer, operator: administrator, sandboxUrl: 'http://127.0.0.1:4000' }
const stage = useStage({ environment: { TURNUP_DEMO: JSON.stringify(demo) } })

test('who only looks around signs in without knowing anything, as customer and as operator', async () => {
  expect((await customerWithCard(stage.stack())).email).toBe(customer.email)
  await haveAdministrator(stage)
  const { page, visit } = await stage.open('visitor')
  await visit('/')
  await settled(page)
  await page.getByText('Demonstration').first().waitFor()
  await expectNoSeriousFindingsInBothSchemes(page)
  await expectNoSidewaysScroll(page)
  await page.getByRole('button', { name: 'Fill in' }).click()
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { level: 1, name: /Ada/ }).waitFor()
  expect(await page.getByRole('link', { name: 'Open the sandbox' }).getAttribute('href')).toBe(
    demo.sandboxUrl,
  )

  await visit('/console')
  await settled(page)
  await expectNoSeriousFindingsInBothSchemes(page)
  await page.getByRole('button', { name: `Sign in as ${administrator.name}` }).click()
  await page.getByRole('heading', { name: 'Queue', level: 1 }).waitFor()
  await page.getByRole('link', { name: 'Sandbox' }).waitFor()
})

test('a new customer takes the number that is offered', async () => {
  const { page, visit } = await stage.open('visitor')
  await visit('/sign-up')
  await page.getByRole('button', { name: /^Use C-2\d{3}$/ }).click()
  const number = await page.getByLabel('Customer number', { exact: true }).inputValue()
  expect(number).toMatch(/^C-2\d{3}$/)
  const { body } = await stage.stack().api.request('GET', '/api/site')
  expect(body).toMatchObject({ demo: { freeCustomerNumber: number } })
})
