export type { NextAction, StepError } from '@turnup/domain'
