import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { keptSecret, openDataFolder } from './data-folder.ts'
import { bareEnvironment, writtenSettings } from './own-settings.ts'
import { claimDataFolder, findRunning } from './single-instance.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'turnup-installation-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('two Turnups never share a data folder, and the end of one frees it', async () => {
  const claim = await claimDataFolder(folder)
  await expect(claimDataFolder(folder)).rejects.toThrow('runs on')
  claim.publish({ environment: { PORT: '3000' }, addresses: { server: 'http://127.0.0.1:3000' } })
  expect(await findRunning(folder)).toMatchObject({ pid: process.pid, environment: { PORT: '3000' } })
  expect(statSync(path.join(folder, 'running.json')).mode & 0o777).toBe(0o600)
  claim.release()
  expect(await findRunning(folder)).toBeUndefined()
  const next = await claimDataFolder(folder)
  next.release()
})

test('what a killed Turnup left behind keeps nobody out', async () => {
  const claim = await claimDataFolder(folder)
  const file = path.join(folder, 'running.json')
  const left = readFileSync(file, 'utf8')
  claim.release()
  writeFileSync(file, left)
  const next = await claimDataFolder(folder)
  next.release()
})

test('sandbox and real systems never meet in one data folder', () => {
  openDataFolder(folder, 'sandbox')
  openDataFolder(folder, 'sandbox')
  expect(() => openDataFolder(folder, 'live')).toThrow('was made with the sandbox')
})

test('a secret is made once and closed to others', () => {
  const secret = keptSecret(folder, 'key')
  expect(Buffer.from(secret, 'base64')).toHaveLength(32)
  expect(keptSecret(folder, 'key')).toBe(secret)
  expect(statSync(path.join(folder, 'key.secret')).mode & 0o777).toBe(0o600)
})

test('the sandbox never gets the settings of real systems', () => {
  const environment = { PATH: '/bin', SENDGRID_API_KEY: 'SG.real', WHMCS_SECRET: 'x', LOG_LEVEL: 'warn' }
  expect(bareEnvironment(environment)).toEqual({ PATH: '/bin', LOG_LEVEL: 'warn' })
})

test('the environment wins over the settings file', () => {
  const file = path.join(folder, 'settings.json')
  writeFileSync(file, JSON.stringify({ DATABASE_URL: 'postgres://file', PORT: 4100 }))
  const written = writtenSettings({ TURNUP_SETTINGS: file, PORT: '4200', HOST: ' ' })
  expect(written).toMatchObject({ DATABASE_URL: 'postgres://file', PORT: '4200' })
  expect(written).not.toHaveProperty('HOST')
})
