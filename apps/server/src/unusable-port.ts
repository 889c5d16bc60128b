import type { Checkable } from '@turnup/domain'
import { refusingPort } from './refusing-port.ts'
import type { SettingsProblem } from './settings/read-settings.ts'

/**
 * Plays a role whose kept settings do not fit, as after a change of the environment or of the master key. It is for the
 * administrator to mend, and the connector rests meanwhile: falling back to other settings might reach another system.
 */
export function unusablePort<Port extends Checkable>(connector: string, problems: SettingsProblem[]): Port {
  const told = problems.map(({ variable, problem }) => `${variable} ${problem}`).join(' ')
  return refusingPort<Port>({
    connector,
    kind: 'auth',
    code: 'SETTINGS_UNUSABLE',
    message: `The settings of ${connector} in the console cannot be used: ${told}`,
    findings: problems.map(({ variable, problem, mend }) => ({
      id: `${connector}.settings.${variable}`,
      level: 'failure',
      what: `${variable} ${problem}`,
      mend,
    })),
  })
}
