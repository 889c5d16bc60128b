import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { progress } from './progress.ts'

/** Takes a CPU profile of the server while `work` runs, over Node's inspector; the file opens in browser tools. */
export async function profiled<Value>(
  inspectorPort: number,
  folder: string,
  work: () => Promise<Value>,
): Promise<Value> {
  const list = await fetch(`http://127.0.0.1:${inspectorPort}/json/list`)
  const [target] = (await list.json()) as { webSocketDebuggerUrl: string }[]
  const socket = new WebSocket(target?.webSocketDebuggerUrl ?? '')
  await once(socket, 'open')
  let number = 0
  const ask = (method: string): Promise<{ profile?: unknown }> => {
    number += 1
    const id = number
    socket.send(JSON.stringify({ id, method }))
    return new Promise((resolve) => {
      const listen = ({ data }: MessageEvent) => {
        const answer = JSON.parse(String(data))
        if (answer.id !== id) return
        socket.removeEventListener('message', listen)
        resolve(answer.result)
      }
      socket.addEventListener('message', listen)
    })
  }
  try {
    await ask('Profiler.enable')
    await ask('Profiler.start')
    const value = await work()
    const { profile } = await ask('Profiler.stop')
    await mkdir(folder, { recursive: true })
    const file = path.join(folder, `server-${Date.now()}.cpuprofile`)
    await writeFile(file, JSON.stringify(profile))
    progress(`profile: ${file}`)
    return value
  } finally {
    socket.close()
  }
}
