export type { Call, CheckWorld, Failure, Reply, Transport } from '@duecheck/core/check';
export type { RouteName as RouteNames } from '@duecheck/core/contract';
