export type { Call, CheckWorld, Failure, Reply, Transport } from '@duecheck/core/check';
export type { DeskRoute as RouteNames } from '@duecheck/core/contract';
