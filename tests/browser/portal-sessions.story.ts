import { describe, expect, test } from 'vitest'
import { password } from '../stack/customer.ts'
import { awaitMail } from '../stack/mailbox.ts'
import { customerWithCard } from '../stack/orders-in-hand.ts'
import { useStage } from './stage.ts'
import { readyCustomer } from './support/ready-customer.ts'
import { asCustomer } from './support/sign-in.ts'
import { until } from './support/until.ts'

const stage = useStage()

describe('signing in', () => {
  test('leads to where the person wanted to go; a wrong password is said in words', async () => {
    const { email } = await customerWithCard(stage.stack())
    const { page, visit, watch, context } = await stage.open('customer')
    watch.expectAnswer({ status: 401, path: '/api/session' })
    await visit('/billing/invoices')
    await page.getByLabel('E-mail address', { exact: true }).fill(email)
    await page.getByLabel('Password', { exact: true }).fill('not the right one')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page
      .getByRole('alert')
      .filter({ hasText: /password/i })
      .waitFor()
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Your invoices' }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/billing/invoices')

    const cookie = (await context.cookies()).find(({ name }) => name === 'turnup-portal')
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' })
    // Neither the session nor anything else that opens a door can be read by a script.
    const stored = await page.evaluate(
      'JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])',
    )
    expect(stored).not.toContain(cookie?.value)
    expect(String(stored)).not.toMatch(/token|eyJ/i)
  })

  test('with a new password, by the link of a mail; the sessions of before have ended', async () => {
    const customer = await customerWithCard(stage.stack())
    const before = await asCustomer(stage, customer)
    before.watch.expectAnswer({ status: 401, path: /^\/api\// })
    await before.visit('/')
    const { page, visit } = await stage.open('customer')
    await visit('/sign-in')
    await page.getByRole('link', { name: 'Forgot your password?' }).click()
    await page.getByRole('heading', { name: 'Forgot your password?' }).waitFor()
    await page.getByLabel('E-mail address').fill(customer.email)
    await page.getByRole('button', { name: 'Send the link' }).click()
    await page.getByRole('heading', { name: 'Look into your mailbox' }).waitFor()
    const mail = await awaitMail(stage.stack(), customer.email, 'password-reset')
    const link = /http:\S+reset-password\S+/.exec(mail.text)?.[0] ?? ''
    await visit(link)
    await page.getByLabel('New password', { exact: true }).fill('eleven boats leave at dawn')
    await page.getByLabel('The same password again').fill('eleven boats leave at dawn')
    await page.getByRole('button', { name: 'Save the password' }).click()
    await page.getByRole('heading', { name: 'Your new password is in place' }).waitFor()
    await before.page.getByRole('link', { name: 'Orders', exact: true }).click()
    await before.page.getByRole('button', { name: 'Sign in' }).waitFor()
    await page.getByRole('link', { name: 'Sign in' }).click()
    await page.getByLabel('E-mail address', { exact: true }).fill(customer.email)
    await page.getByLabel('Password', { exact: true }).fill('eleven boats leave at dawn')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('heading', { level: 1, name: /Ada/ }).waitFor()
    await visit(link)
    await page.getByLabel('New password', { exact: true }).waitFor()
  })
})

describe('a session that ends', () => {
  test('in one tab has ended in the other, which goes back to where it was after signing in', async () => {
    const customer = await customerWithCard(stage.stack())
    const { page, visit, watch, openTab } = await asCustomer(stage, customer)
    watch.expectAnswer({ status: 401, path: /^\/api\// })
    await visit('/support')
    await page.getByRole('heading', { name: 'Support', level: 1 }).waitFor()
    const other = await openTab('/account')
    await other.getByRole('button', { name: 'Sign out' }).click()
    await other.getByRole('button', { name: 'Sign in' }).waitFor()
    // Nobody has touched the first tab: what it showed is gone from it all the same.
    await page.getByRole('button', { name: 'Sign in' }).waitFor()
    await page.getByLabel('E-mail address', { exact: true }).fill(customer.email)
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('heading', { name: 'Support', level: 1 }).waitFor()
    // And the other one, which stood at the form, is signed in with it.
    await other.getByRole('heading', { level: 1, name: /Ada/ }).waitFor()
  })

  test('because nobody used it for a day asks to sign in again', async () => {
    const customer = await customerWithCard(stage.stack())
    const { page, visit, watch } = await asCustomer(stage, customer)
    watch.expectAnswer({ status: 401, path: /^\/api\// })
    await visit('/')
    await page.getByRole('heading', { level: 1 }).waitFor()
    await stage.stack().moveTime(25 * 3_600_000)
    await page.getByRole('link', { name: 'Orders', exact: true }).click()
    await page.getByRole('button', { name: 'Sign in' }).waitFor()
  })
})

describe('language and look', () => {
  test('Spanish is chosen in the account, stays after a reload, and is the language of mails', async () => {
    const customer = await readyCustomer(stage)
    const { page, visit } = await asCustomer(stage, customer)
    await visit('/account')
    await page.getByLabel('Language', { exact: true }).selectOption({ label: 'Español' })
    await page.getByRole('link', { name: 'Tienda', exact: true }).waitFor()
    expect(await page.evaluate('document.documentElement.lang')).toBe('es')
    await page.reload()
    await page.getByRole('link', { name: 'Tienda', exact: true }).click()
    // Money by the language: a comma, and the sign behind.
    await page
      .getByText(/18,00\s*(US)?\$/)
      .first()
      .waitFor()
    const me = await customer.api.request('GET', '/api/me')
    expect(me.body).toMatchObject({ locale: 'es' })
  })

  test('a Spanish browser is greeted in Spanish', async () => {
    const { page, visit } = await stage.open('visitor', { locale: 'es-ES' })
    await visit('/sign-in')
    await page.getByRole('button', { name: 'Iniciar sesión' }).waitFor()
    await page.getByLabel('Idioma').selectOption({ label: 'English' })
    await page.getByRole('button', { name: 'Sign in' }).waitFor()
  })

  test('dark is chosen by hand and stays', async () => {
    const { page, visit } = await asCustomer(stage, await customerWithCard(stage.stack()))
    await visit('/account')
    const ground = () => page.evaluate('getComputedStyle(document.body).backgroundColor')
    const light = await ground()
    await page.getByLabel('Dark or light').selectOption({ label: 'Dark' })
    await until(page, 'document.documentElement.dataset.mantineColorScheme === "dark"')
    expect(await ground()).not.toBe(light)
    await page.reload()
    await until(page, 'document.documentElement.dataset.mantineColorScheme === "dark"')
  })
})
