import type { Checkable } from '@turnup/domain'
import { refusingPort } from './refusing-port.ts'

/**
 * Plays a role that this installation has no system for. Every call is a business no that names the setting, so an
 * order that needs it stops with a reason and nothing else is touched.
 */
export function unconfiguredPort<Port extends Checkable>(connector: string, variable: string): Port {
  const mend = `Set ${variable}, or enter the settings of ${connector} in the console.`
  return refusingPort<Port>({
    connector,
    kind: 'rejected',
    code: 'NOT_CONFIGURED',
    message: `No outside system is configured for this. ${mend}`,
    findings: [
      { id: `${connector}.configured`, level: 'warning', what: `${connector} is not configured.`, mend },
    ],
  })
}
