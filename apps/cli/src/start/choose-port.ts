import { freePort, isPortFree } from '../processes/ports.ts'

/**
 * The port to listen on: the one that was asked for, else the usual one, else a free one with a word about it.
 * @throws Error when the one that was asked for is taken
 */
export async function choosePort(
  what: string,
  option: string,
  choice: { asked?: number; usual: number; host?: string },
  note: (text: string) => void,
): Promise<number> {
  const { asked, usual, host } = choice
  if (asked !== undefined) {
    if (asked === 0) return freePort(host)
    if (await isPortFree(asked, host)) return asked
    throw new Error(
      `Port ${asked} is taken by another program. Choose another one for the ${what} with ${option}.`,
    )
  }
  if (await isPortFree(usual, host)) return usual
  const port = await freePort(host)
  note(`Port ${usual} is taken by another program, so the ${what} uses ${port}. Choose one with ${option}.`)
  return port
}
