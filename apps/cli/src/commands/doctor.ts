import type { CheckResult } from '@turnup/domain'
import type { Command } from 'commander'
import colors from 'picocolors'
import { checkConnectors } from '../doctor/check-connectors.ts'
import { checkDatabase, checkEngine } from '../doctor/check-foundation.ts'
import { type Where, withSession } from '../session.ts'
import { terminal } from '../terminal.ts'
import { withInstallation } from './installation-option.ts'

interface Options extends Where {
  json?: true
}

const marks = { ok: colors.green('✓'), warning: colors.yellow('!'), failure: colors.red('✗') }

function print(results: CheckResult[]): void {
  for (const { level, what, mend } of results) {
    terminal.line(`  ${marks[level]} ${what}`)
    if (mend) terminal.dim(`      ${mend}`)
  }
  const count = (level: CheckResult['level']) => results.filter((result) => result.level === level).length
  terminal.line()
  terminal.line(`  ${count('ok')} ok, ${count('warning')} warnings, ${count('failure')} failures`)
}

async function doctor({ json, ...where }: Options): Promise<void> {
  const results = await withSession(where, async ({ settings, wiring, sources }) => {
    const foundation = await Promise.all([checkDatabase(settings), checkEngine(settings)])
    return [...foundation.flat(), ...sources(), ...(await checkConnectors(wiring))]
  })
  if (json) terminal.line(JSON.stringify(results, null, 2))
  else print(results)
  if (results.some(({ level }) => level === 'failure')) process.exitCode = 1
}

/** `turnup doctor`. */
export function add(program: Command): void {
  const command = program
    .command('doctor')
    .summary('say what is set up wrong, and how to mend it')
    .description(
      'Looks at the settings (and says which come from the console), the database, the engine and every outside ' +
        'system (fields, products, permissions), and says what is wrong and how to mend it. Changes nothing. Ends with 1 when something must be mended.',
    )
    .option('--json', 'as JSON')
    .action(doctor)
  withInstallation(command)
}
