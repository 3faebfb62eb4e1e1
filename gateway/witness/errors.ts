/**
 * witness-state-missing: there is a key and no heads. A witness that forgot would sign a rewritten log, so it ends; its
 *   operator restores the file, or begins again under a new key.
 * witness-state-unreadable: the file is there and is not what a witness writes.
 * witness-state-busy: another witness has it, or took it over.
 */
export type WitnessStateCode = 'witness-state-missing' | 'witness-state-unreadable' | 'witness-state-busy';
