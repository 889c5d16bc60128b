export interface SandboxTopUp {
  topUpId: string
  ref: string
  /** What was asked for, to tell a repeat from another top-up under the same ref. */
  content: string
}

export interface SandboxLine {
  lineId: string
  ref: string
  plan: string
  /** The SIM now on the line, and the one that it was activated with: a repeat of the activation names the latter. */
  iccid: string
  activatedWith: string
  msisdn: string
  status: 'active' | 'suspended' | 'terminated'
  topUps: SandboxTopUp[]
}

export type Refusal = { refused: number; code: string; message: string }
export type Stored<Value> = { value: Value; isNew: boolean } | Refusal

const refuse = (refused: number, code: string, message: string): Refusal => ({ refused, code, message })
const notFound = refuse(404, 'NOT_FOUND', 'There is no line under this reference')

/** The subscriber register: lines by reference, one live line per SIM. */
export class LineStore {
  #lines = new Map<string, SandboxLine>()
  #refByIccid = new Map<string, string>()
  #topUps = new Map<string, SandboxTopUp>()

  find(ref: string): SandboxLine | undefined {
    return this.#lines.get(ref)
  }

  findTopUp(ref: string): SandboxTopUp | undefined {
    return this.#topUps.get(ref)
  }

  list(): SandboxLine[] {
    return [...this.#lines.values()]
  }

  #isTaken(iccid: string, ref: string): boolean {
    const holder = this.#refByIccid.get(iccid)
    return holder !== undefined && holder !== ref && this.#lines.get(holder)?.status !== 'terminated'
  }

  activate(ref: string, iccid: string, plan: string): Stored<SandboxLine> {
    const line = this.#lines.get(ref)
    if (line?.status === 'terminated') return refuse(409, 'LINE_TERMINATED', 'The line was terminated')
    if (line && line.activatedWith === iccid && line.plan === plan) return { value: line, isNew: false }
    if (line) return refuse(409, 'REFERENCE_IN_USE', 'Another line stands under this reference')
    if (this.#isTaken(iccid, ref)) return refuse(409, 'SIM_IN_USE', 'The SIM is on another line')
    const number = this.#lines.size + 1
    const created: SandboxLine = {
      lineId: `L-${String(number).padStart(6, '0')}`,
      ref,
      plan,
      iccid,
      activatedWith: iccid,
      msisdn: `+88216${String(number).padStart(7, '0')}`,
      status: 'active',
      topUps: [],
    }
    this.#lines.set(ref, created)
    this.#refByIccid.set(iccid, ref)
    return { value: created, isNew: true }
  }

  replaceProfile(ref: string, iccid: string): Stored<SandboxLine> {
    const line = this.#lines.get(ref)
    if (!line) return notFound
    if (line.status === 'terminated') return refuse(409, 'LINE_TERMINATED', 'The line was terminated')
    if (this.#isTaken(iccid, ref)) return refuse(409, 'SIM_IN_USE', 'The SIM is on another line')
    this.#refByIccid.delete(line.iccid)
    this.#refByIccid.set(iccid, ref)
    line.iccid = iccid
    return { value: line, isNew: false }
  }

  /** False when there is no such line; terminating again changes nothing. */
  terminate(ref: string): boolean {
    const line = this.#lines.get(ref)
    if (line) line.status = 'terminated'
    return line !== undefined
  }

  topUp(ref: string, topUpRef: string, content: string): Stored<SandboxTopUp> {
    const known = this.#topUps.get(topUpRef)
    if (known?.content === content) return { value: known, isNew: false }
    if (known) return refuse(409, 'REFERENCE_IN_USE', 'Another top-up stands under this reference')
    const line = this.#lines.get(ref)
    if (!line) return notFound
    if (line.status !== 'active') return refuse(409, 'LINE_NOT_ACTIVE', 'Only active lines can be topped up')
    const topUp = { topUpId: `T-${String(this.#topUps.size + 1).padStart(6, '0')}`, ref: topUpRef, content }
    this.#topUps.set(topUpRef, topUp)
    line.topUps.push(topUp)
    return { value: topUp, isNew: true }
  }

  save(): SandboxLine[] {
    return this.list()
  }

  load(lines: SandboxLine[]): void {
    this.#lines = new Map(lines.map((line) => [line.ref, line]))
    this.#refByIccid = new Map(
      lines.flatMap((line) => (line.status === 'terminated' ? [] : [[line.iccid, line.ref] as const])),
    )
    this.#topUps = new Map(lines.flatMap((line) => line.topUps.map((topUp) => [topUp.ref, topUp])))
  }
}
