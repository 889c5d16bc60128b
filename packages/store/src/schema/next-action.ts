/** Who has to act on an unfinished order, why, what they can do, and by when (law 5). */
export interface NextAction {
  who: 'customer' | 'reviewer' | 'operator' | 'administrator' | 'turnup' | 'provider'
  why: string
  /** Step at fault, where there is one. */
  step?: string
  /** Verbs of the console's API. */
  actions: string[]
  /** ISO instant; absent when there is no deadline. */
  by?: string
}
