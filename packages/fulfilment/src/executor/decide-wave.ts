import {
  isCorrectionOpen,
  isUnwinding,
  type JsonObject,
  nextActionFor,
  type OrderStep,
  releasable,
  undoable,
} from '@turnup/domain'
import type { OpenedAttempt, OrderCommit, OrderHead, OrderWork, PendingAttempt } from '@turnup/store'
import { applyOutcome, pausedLookMs } from './apply-outcome.ts'
import { headFacts } from './head-facts.ts'
import { phaseOf } from './phase-of.ts'
import { restingState } from './resting-state.ts'
import type { StepOutcome, StepTask } from './step-task.ts'
import { moveOrder, moveStep } from './transition.ts'
import { type StepTrace, turnBack } from './turn-back.ts'
import { earliestWake, type Wave, type WaveFacts } from './wave.ts'

/** One look at an order: takes in what happened, decides what runs now, and what the order is then. Pure. */
export function decideWave(work: OrderWork, outcomes: StepOutcome[], facts: WaveFacts): Wave {
  const draft = new Draft(work, facts)
  for (const outcome of outcomes) draft.takeIn(outcome)
  draft.resume()
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
  readonly #unheardUntil: OrderWork['unheardUntil']
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
    this.#unheardUntil = work.unheardUntil
  }

  get #list(): OrderStep[] {
    return [...this.#steps.values()]
  }

  #put(step: OrderStep): OrderStep {
    this.#steps.set(step.key, step)
    this.#touched.add(step.key)
    return step
  }

  #tell(kind: string, text: string, options: { public?: boolean; detail?: JsonObject } = {}): void {
    this.#timeline.push({ at: this.#facts.now, kind, text, actor: 'turnup', ...options })
  }

  takeIn(outcome: StepOutcome): void {
    const { task } = outcome
    const before = this.#steps.get(task.step.key)
    if (!before) return
    const current = this.#pending.get(before.key)
    const { step, closed, pending } = applyOutcome(before, outcome, current, this.#facts.policy)
    this.#closed.push(...closed)
    if (pending) this.#pending.set(step.key, pending)
    else this.#pending.delete(step.key)
    if (step !== before) this.#put(step)
    if (step.state !== before.state) this.#tellOf(step, outcome)
    this.#tellWaiting(before, step)
    // The order was cancelled while the step ran: what it came to is taken back like the rest.
    const walksBack = this.head.state === 'assessingCancellation' || isUnwinding(this.#list)
    if (walksBack && task.mode === 'apply') this.#put(turnBack(step, this.#traceOf(step.key)))
  }

  #traceOf(key: string): StepTrace {
    return { isPending: this.#pending.has(key), isUnheard: this.#unheardUntil.has(key) }
  }

  #tellOf(step: OrderStep, { line, end }: StepOutcome): void {
    if (step.state === 'done') {
      this.head = headFacts(this.head, step)
      this.#tell('step.done', line, { detail: { step: step.key, found: end.kind === 'found' } })
    } else if (step.state === 'undone')
      this.#tell('step.undone', `Taken back: ${line}`, { detail: { step: step.key } })
    else if (step.state === 'failed' || step.state === 'unknown') {
      this.#tell(`step.${step.state}`, step.error?.message ?? line, {
        detail: { step: step.key, code: step.error?.code ?? '' },
      })
    }
  }

  /** Said once when waiting begins, once more for another reason, and when it takes too long. */
  #tellWaiting(before: OrderStep, { key, waiting }: OrderStep): void {
    if (!waiting) return
    const detail = { step: key }
    if (waiting.why !== before.waiting?.why) this.#tell('step.waiting', waiting.why, { detail })
    if (waiting.isOverdue && !before.waiting?.isOverdue)
      this.#tell('step.overdue', `Still waiting since ${waiting.since}: ${waiting.why}`, { detail })
  }

  /** What held the order has turned out well after all. */
  resume(): void {
    const steps = this.#list
    if (this.head.state !== 'held' || steps.length === 0) return
    if (steps.some((step) => step.state === 'failed' || step.state === 'unknown')) return
    this.head = moveOrder(this.head, isUnwinding(steps) ? 'cancel' : 'resumed', noError)
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
      if ((step.state !== 'ready' && step.state !== 'running') || !this.#mayMove(step)) continue
      const pending = this.#pending.get(step.key)
      // While the outcome of an earlier attempt is not known, the step looks and sends nothing.
      if (pending && step.state === 'running') this.#look(step, pending, 'apply')
      else if (pending)
        this.#look(this.#put(moveStep(step, 'begin', { wakeAt: undefined })), pending, 'apply')
      else {
        const ready = step.state === 'ready' ? step : moveStep(step, 'defer')
        this.#begin(moveStep(ready, 'begin', { wakeAt: undefined }), 'apply')
      }
    }
  }

  walkBack(): void {
    for (const step of this.#list) {
      if (step.state !== 'running' || !this.#mayMove(step)) continue
      const pending = this.#pending.get(step.key)
      if (pending) this.#look(step, pending, 'look-only')
      else this.#put(turnBack(moveStep(step, 'defer'), this.#traceOf(step.key)))
    }
    for (const step of undoable(this.#list)) {
      if (this.#mayMove(step) && this.#isSettled(step)) this.#begin(step, 'undo')
    }
  }

  /** Taking back must not overtake a call of the step that may still arrive, though it was made again since. */
  #isSettled(step: OrderStep): boolean {
    const { now, policy } = this.#facts
    const settledAt = (this.#unheardUntil.get(step.key)?.getTime() ?? 0) + policy.settleMs
    if (now.getTime() >= settledAt) return true
    this.#put({ ...step, wakeAt: new Date(settledAt) })
    return false
  }

  /** Whether it is the step's time, and its outside system is not paused. */
  #mayMove(step: OrderStep): boolean {
    if (!this.#isDue(step) || this.#awaitsCorrection(step)) return false
    if (this.#facts.pausedConnectorOf(step) === undefined) return true
    this.#put({ ...step, wakeAt: new Date(this.#facts.now.getTime() + pausedLookMs) })
    return false
  }

  /** What the customer is mending does not go to the carrier meanwhile (R201). */
  #awaitsCorrection({ key, action, state }: OrderStep): boolean {
    const { pbx, state: orderState } = this.head
    if (orderState !== 'inProgress' || state !== 'ready' || !pbx || !isCorrectionOpen(pbx)) return false
    return !this.#pending.has(key) && (action.startsWith('registration.') || action === 'number.order')
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
    const { now } = this.#facts
    const attemptId = this.#facts.newId()
    const expiresAt = new Date(now.getTime() + this.#facts.attemptMs(step.action))
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
    const open = {
      id: attemptId,
      stepKey: step.key,
      operation: mode,
      startedAt: now,
      expiresAt,
      finished: false,
    }
    this.#pending.set(step.key, open)
  }

  /** What the order is when nothing more runs in this wave. */
  settle(): void {
    const steps = this.#list
    if (this.#tasks.length === 0) {
      const rest = restingState(this.head, steps, this.#facts.now)
      if (rest) {
        this.head = rest.head
        this.#tell(rest.kind, rest.text, { public: true })
      }
    }
    const wakeAt = this.#tasks.length > 0 ? undefined : earliestWake(steps)
    this.head = { ...this.head, wakeAt }
    const nextAction = nextActionFor(this.head, steps, this.#facts.pausedConnectorOf)
    this.head = { ...this.head, nextAction, ...phaseOf(this.head, steps) }
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
        before: this.#before,
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
