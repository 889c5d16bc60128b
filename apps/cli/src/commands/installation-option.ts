import type { Command } from 'commander'

/** Adds the option by which a command is told which installation is meant. */
export function withInstallation(command: Command): Command {
  return command.option('--data <folder>', 'data folder of an installation that runs on this machine')
}
