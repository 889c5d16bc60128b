import { readFileSync } from 'node:fs'
import { importEsimProfiles, recordAudit } from '@turnup/store'
import type { Command } from 'commander'
import { readIccidList } from '../iccid-list.ts'
import { localActor, type Where, withSession } from '../session.ts'
import { terminal } from '../terminal.ts'
import { withInstallation } from './installation-option.ts'

interface Options extends Where {
  type: string
}

const help = `
One ICCID on each line, or CSV with a column "iccid". Either all of the file is taken or, when a line is no ICCID,
nothing. Numbers that are in stock already are left alone, so the same file may be imported again. They are kept
sealed with the master key, and erased when they are used; records show the last four digits.`

async function importFile(file: string, { type, data }: Options): Promise<void> {
  const { iccids, badLines } = readIccidList(readFileSync(file, 'utf8'))
  if (badLines.length > 0) {
    const some = badLines.slice(0, 10).join(', ')
    throw new Error(
      `Nothing was imported: ${badLines.length} lines are no ICCID (lines ${some}${badLines.length > 10 ? ', ...' : ''}).`,
    )
  }
  if (iccids.length === 0) throw new Error(`${file} holds no ICCID.`)
  const added = await withSession({ data }, ({ services: { db, vault, clock }, contextFor }) =>
    db.transaction().execute(async (transaction) => {
      const count = await importEsimProfiles(transaction, vault, type, iccids)
      await recordAudit(transaction, {
        at: clock.now(),
        actor: localActor,
        action: 'esim-stock.import',
        subject: { kind: 'esim-profile-type', id: type },
        after: { read: iccids.length, added: count },
        correlationId: contextFor(localActor).correlationId,
      })
      return count
    }),
  )
  terminal.done(
    'imported',
    `${added} profiles of type ${type}; ${iccids.length - added} were in stock already`,
  )
}

/** `turnup esim import FILE`. */
export function add(program: Command): void {
  const command = program
    .command('esim')
    .summary('your stock of eSIM profiles')
    .description('Your stock of eSIM profiles.')
    .command('import')
    .argument('<file>', 'list of ICCIDs')
    .summary('add profiles that you bought to the stock')
    .description('Adds profiles that you bought to the stock from which orders are served.')
    .requiredOption('--type <type>', 'profile type, as the products name it in eSIM_Settings_JSON__c')
    .addHelpText('after', help)
    .action(importFile)
  withInstallation(command)
}
