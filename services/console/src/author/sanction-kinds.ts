import type { Sanction } from '@parley/contracts/sanction-objects';

export type SanctionKind = Sanction['kind'];

/** The mildest first. */
export const SANCTION_KINDS: readonly SanctionKind[] = ['premoderate', 'mute', 'ban'];
