import { advanceOrder } from '../executor/advance-order.ts'
import type { OrderWorld, TestProcess } from './order-world.ts'

const mostLooks = 400

/**
 * Carries an order on through everything that goes wrong, like the engine: a look that dies is made again by another
 * process, in some rounds two processes look at once, and an administrator resumes what is paused after a while. Ends
 * when the order is finished or held.
 * @param twins in which rounds two look at once
 */
export async function liveThrough(world: OrderWorld, orderId: string, twins: boolean[]): Promise<void> {
  let processes: TestProcess[] = [world.startProcess(), world.startProcess()]
  for (let round = 0; round < mostLooks; round += 1) {
    const looking = processes.slice(0, twins[round % Math.max(1, twins.length)] ? 2 : 1)
    const looks = await Promise.allSettled(looking.map(({ services }) => advanceOrder(services, orderId)))
    const broken = looks.find((look, index) => look.status === 'rejected' && looking[index]?.isAlive())
    if (broken?.status === 'rejected') throw broken.reason
    const someDied = processes.some((process) => !process.isAlive())
    processes = processes.map((process) => (process.isAlive() ? process : world.startProcess()))
    const wakes = looks.flatMap((look) =>
      look.status === 'fulfilled' && look.value.wakeInMs !== undefined ? [look.value.wakeInMs] : [],
    )
    if (someDied) {
      world.clock.move(100)
      continue
    }
    if (wakes.length > 0) world.clock.move(Math.min(...wakes))
    else if (looking.length === 1) return
    // Of two looks, one may have left the next step to the other: only a look alone says that there is none.
    else twins = []
    if (round % 5 === 4) await world.db.deleteFrom('connector_state').execute()
  }
  throw new Error(`The order ${orderId} does not come to rest.`)
}
