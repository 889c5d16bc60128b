import {
  isSettled,
  type JsonObject,
  nextActionFor,
  type OrderStep,
  type Policy,
  releasable,
  undoable,
} from '@turnup/domain'
import type { OpenedAttempt, OrderCommit, OrderHead, OrderWork, PendingAttempt } from '@turnup/store'
import { applyOutcome } from './apply-outcome.ts'
import { headFacts } from './head-facts.ts'
import type { StepOutcome, StepTask } from './step-task.ts'
import { moveOrder, moveStep } from './transition.ts'

export interface WaveFacts {
  now: Date
  policy: Policy
  /** Whether the outside system of this action is paused. */
  isPaused(action: string): boolean
  /** How many outside calls the action makes at most. */
  callsOf(action: string): number
  newId(): string
  /** Take in what happened and start nothing. */
  onlyTakeIn?: boolean
}

export interface Wave {
  commit: OrderCommit
  tasks: StepTask[]
  pending: Map<string, PendingAttempt>
  /** Whether there is anything to write. */
  changed: boolean
}

const pausedLookMs = 30_000

/** One look at an order: takes in what happened, decides what runs now, and what the order is then. Pure. */
export function decideWave(work: OrderWork, outcomes: StepOutcome[], facts: WaveFacts): Wave {
  const draft = new Draft(work, facts)
  for (const outcome of outcomes) draft.takeIn(outcome)
  if (draft.head.state === 'inProgress') draft.release()
  if (!facts.onlyTakeIn) {
    if (draft.head.state === 'inProgress') draft.startReady()
    if (draft.head.state === 'assessingCancellation') draft.walkBack()
  }
  draft.settle()
  return draft.wave()
}

/** The wave while it is being decided. */
class Draft {
  head: OrderHead
  readonly #facts: WaveFacts
  readonly #steps: Map<string, OrderStep>
  readonly #touched = new Set<string>()
  readonly #pending: Map<string, PendingAttempt>
  readonly #tasks: StepTask[] = []
  readonly #opened: OpenedAttempt[] = []
  readonly #closed: OrderCommit['closed'] = []
  readonly #timeline: OrderCommit['timeline'] = []
  readonly #before: OrderHead

  constructor(work: OrderWork, facts: WaveFacts) {
    this.head = work.head
    this.#before = work.head
    this.#facts = facts
    this.#steps = new Map(work.steps.map((step) => [step.key, step]))
    this.#pending = new Map(work.pending)
  }

  get #list(): OrderStep[] {
    return [...this.#steps.values()]
  }

  #put(step: OrderStep): void {
    this.#steps.set(step.key, step)
    this.#touched.add(step.key)
  }

  #tell(kind: string, text: string, options: { public?: boolean; detail?: JsonObject } = {}): void {
    this.#timeline.push({ at: this.#facts.now, kind, text, actor: 'turnup', ...options })
  }

  takeIn(outcome: StepOutcome): void {
    const before = this.#steps.get(outcome.task.step.key)
    if (!before) return
    const { step, closed, pending } = applyOutcome(before, outcome, this.#facts.policy)
    this.#put(step)
    this.#closed.push(...closed)
    if (pending) this.#pending.set(step.key, pending)
    else this.#pending.delete(step.key)
    if (step.state === before.state) return
    if (step.state === 'done') {
      this.head = headFacts(this.head, step)
      this.#tell('step.done', outcome.line, {
        detail: { step: step.key, found: outcome.end.kind === 'found' },
      })
    } else if (step.state === 'undone')
      this.#tell('step.undone', `Taken back: ${outcome.line}`, { detail: { step: step.key } })
    else if (step.state === 'failed' || step.state === 'unknown') {
      this.#tell(`step.${step.state}`, step.error?.message ?? outcome.line, {
        detail: { step: step.key, code: step.error?.code ?? '' },
      })
    }
  }

  release(): void {
    for (const step of releasable(this.#list)) {
      if (!step.gate || step.gateDecision?.accepted)
        this.#put(moveStep(step, 'release', { wakeAt: undefined }))
      else if (!step.wakeAt && !step.gateDecision && step.gate.dueInMs !== undefined) {
        this.#put({ ...step, wakeAt: new Date(this.#facts.now.getTime() + step.gate.dueInMs) })
        this.#tell('gate.reached', step.gate.question, { detail: { step: step.key } })
      }
    }
  }

  startReady(): void {
    for (const step of this.#list) {
      if (!this.#isDue(step)) continue
      const pending = this.#pending.get(step.key)
      if (step.state === 'running' && pending) this.#look(step, pending, 'apply')
      if (step.state === 'ready' && this.#facts.isPaused(step.action)) {
        this.#put({ ...step, wakeAt: new Date(this.#facts.now.getTime() + pausedLookMs) })
      } else if (step.state === 'ready') this.#begin(moveStep(step, 'begin', { wakeAt: undefined }), 'apply')
    }
  }

  walkBack(): void {
    for (const step of this.#list) {
      const pending = this.#pending.get(step.key)
      if (step.state !== 'running' || !this.#isDue(step)) continue
      if (pending) this.#look(step, pending, 'look-only')
    }
    for (const step of undoable(this.#list)) if (this.#isDue(step)) this.#begin(step, 'undo')
  }

  #isDue(step: OrderStep): boolean {
    return !step.wakeAt || step.wakeAt <= this.#facts.now
  }

  #look(step: OrderStep, pending: PendingAttempt, mode: StepTask['mode']): void {
    const expiresAt = pending.expiresAt
    this.#tasks.push({ step, mode, pending, expiresAt, flightUntil: this.#flightUntil(expiresAt) })
  }

  #flightUntil(expiresAt: Date): Date {
    return new Date(expiresAt.getTime() + this.#facts.policy.settleMs)
  }

  #begin(step: OrderStep, mode: 'apply' | 'undo'): void {
    const { now, policy } = this.#facts
    const attemptId = this.#facts.newId()
    const expiresAt = new Date(now.getTime() + policy.callTimeoutMs * this.#facts.callsOf(step.action))
    this.#put(step)
    this.#opened.push({
      id: attemptId,
      stepKey: step.key,
      operation: mode,
      generation: this.head.generation,
      startedAt: now,
      expiresAt,
      correlationId: this.head.correlationId,
    })
    const pending = this.#pending.get(step.key)
    this.#tasks.push({ step, mode, attemptId, pending, expiresAt, flightUntil: this.#flightUntil(expiresAt) })
  }

  /** What the order is when nothing more runs in this wave. */
  settle(): void {
    const steps = this.#list
    if (this.#tasks.length === 0) this.#settleState(steps)
    const wakeAt = this.#tasks.length > 0 ? undefined : earliestWake(steps)
    this.head = { ...this.head, wakeAt }
    this.head = { ...this.head, nextAction: nextActionFor(this.head, steps) }
  }

  #settleState(steps: OrderStep[]): void {
    const { now } = this.#facts
    const moving = steps.some((step) => ['ready', 'running', 'undoing'].includes(step.state))
    const stuck = steps.find((step) => step.state === 'failed' || step.state === 'unknown')
    if (this.head.state === 'inProgress' && steps.every((step) => isSettled(step.state))) {
      this.head = moveOrder(this.head, 'finished', { ...noError, finishedAt: now, crmStatusDue: undefined })
      this.#tell('order.completed', 'Your service is active.', { public: true })
    } else if (
      this.head.state === 'assessingCancellation' &&
      steps.every((step) => ['undone', 'skipped'].includes(step.state))
    ) {
      this.head = moveOrder(this.head, 'unwound', { ...noError, finishedAt: now, crmStatusDue: 'cancelled' })
      this.#tell('order.cancelled', 'The order is cancelled.', { public: true })
    } else if (
      stuck?.error &&
      !moving &&
      (this.head.state === 'inProgress' || this.head.state === 'assessingCancellation')
    ) {
      this.head = moveOrder(this.head, 'stuck', {
        errorCode: stuck.error.code,
        errorMessage: stuck.error.message,
        crmStatusDue: 'failed',
      })
      this.#tell('order.held', 'We are looking into a delay with your order.', { public: true })
    }
  }

  wave(): Wave {
    const steps = [...this.#touched].map((key) => this.#steps.get(key) as OrderStep)
    const changed =
      steps.length > 0 ||
      this.#closed.length > 0 ||
      JSON.stringify(this.head) !== JSON.stringify(this.#before)
    return {
      changed,
      tasks: this.#tasks,
      pending: this.#pending,
      commit: {
        head: this.head,
        steps,
        opened: this.#opened,
        closed: this.#closed,
        timeline: this.#timeline,
        at: this.#facts.now,
      },
    }
  }
}

const noError = { errorCode: undefined, errorMessage: undefined }

function earliestWake(steps: OrderStep[]): Date | undefined {
  const times = steps
    .filter((step) => step.wakeAt && ['ready', 'running', 'undoing', 'waiting'].includes(step.state))
    .map((step) => (step.wakeAt as Date).getTime())
  return times.length > 0 ? new Date(Math.min(...times)) : undefined
}
