import { Command } from 'commander'
import { addSandbox } from './commands/sandbox.ts'
import { addStart } from './commands/start.ts'
import { terminal } from './terminal.ts'

const program = new Command('turnup')
  .description('Takes telecom orders from checkout to live service, each outside effect once.')
  .showHelpAfterError('Try: turnup --help')
  .configureHelp({ sortSubcommands: false })

for (const add of [addStart, addSandbox]) add(program)

try {
  await program.parseAsync()
} catch (error) {
  terminal.problem(error instanceof Error ? error.message : String(error))
  process.exit(1)
}
