import type { ApiFunction, Params } from './functions.ts'

const required: [param: string, code: string][] = [
  ['username', 'missing_username'],
  ['protocol', 'missing_protocol'],
  ['auth_type', 'missing_authtype'],
  ['device_type', 'missing_devicetype'],
  ['lock_international', 'missing_lockinternational'],
  ['international_route', 'missing_internationalroute'],
  ['music_on_hold', 'missing_musiconhold'],
  ['allowed_codecs', 'missing_allowedcodecs'],
  ['dtmf_mode', 'missing_dtmfmode'],
  ['nat', 'missing_nat'],
]

function passwordProblem(password: string): string | undefined {
  if (password.length < 8) return 'invalid_password_lessthan_8characters_long'
  if (!/[A-Z]/.test(password)) return 'invalid_password_missing_uppercase'
  if (!/[a-z]/.test(password)) return 'invalid_password_missing_lowercase'
  return /\d/.test(password) ? undefined : 'invalid_password_missing_number'
}

function accountProblem(params: Params): string | undefined {
  const missing = required.find(([name]) => !params[name])
  if (missing) return missing[1]
  if (!/^[A-Za-z0-9]{1,12}$/.test(params.username ?? '')) return 'invalid_username'
  if (params.music_on_hold === 'none') return 'invalid_musiconhold'
  return passwordProblem(params.password ?? '')
}

export const accountFunctions: Record<string, ApiFunction> = {
  createSubAccount: ({ state, mainAccount }, params) => {
    const problem = accountProblem(params)
    if (problem) return problem
    const { username = '', password = '', description = '' } = params
    if (state.accounts.some((each) => each.username === username)) return 'used_username'
    if (state.accounts.some((each) => each.description === description)) return 'used_description'
    state.nextId += 1
    const account = `${mainAccount}_${username}`
    state.accounts.push({ id: state.nextId, account, username, password, description })
    return { id: state.nextId, account }
  },
  getSubAccounts: ({ state }, { account }) => {
    const found = state.accounts.filter((each) => !account || each.account === account)
    if (found.length === 0) return account ? 'invalid_account' : 'no_account'
    const view = { protocol: 1, auth_type: '1', ip: '', device_type: 1, lock_international: '1', nat: 'yes' }
    return { accounts: found.map((each) => ({ ...each, ...view })) }
  },
  delSubAccount: ({ state }, { id }) => {
    const account = state.accounts.find((each) => String(each.id) === id)
    if (!account) return 'invalid_account'
    if (state.dids.some(({ routing }) => routing === `account:${account.account}`)) return 'account_with_dids'
    state.accounts = state.accounts.filter((each) => each !== account)
    return {}
  },
}
