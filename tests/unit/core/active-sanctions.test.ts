import type { SanctionRecord } from '@parley/core/ports/sanction-store';
import { activeSanctions, assertNotBanned } from '@parley/core/sanctions/active-sanctions';
import { expect } from 'chai';
import { aReader, aSanction, aSite } from '../../harness/records.ts';

const here = aSite({ id: 'here', ssoSecret: 'shared' });
const sister = aSite({ id: 'sister', ssoSecret: 'shared' });
const stranger = aSite({ id: 'stranger', ssoSecret: 'another' });
const open = aSite({ id: 'open', ssoSecret: null });

/** A store that finds this sanction for whomever is asked about. */
function storeWith(...found: SanctionRecord[]) {
  return {
    sites: { list: async () => [here, sister, stranger, open] },
    sanctions: { active: async () => found },
  } as unknown as Parameters<typeof activeSanctions>[0];
}

describe('A sanction that holds everywhere', () => {
  const banned = aReader({ site: 'here', externalId: 'u-1' });
  const ban = aSanction(banned, { kind: 'ban', everywhere: true, externalId: 'u-1', reason: 'Threats.' });

  const cases: [site: string, holds: boolean, why: string][] = [
    ['here', true, 'it is the reader’s own site'],
    ['sister', true, 'both sites sign readers on with one secret: u-1 is the same person'],
    ['stranger', false, 'u-1 is somebody else there'],
    ['open', false, 'nobody is signed on there'],
  ];
  for (const [site, holds, why] of cases) {
    it(`${holds ? 'holds' : 'does not hold'} on the site ${site}: ${why}`, async () => {
      const reader = aReader({ site, externalId: 'u-1' });
      expect(await activeSanctions(storeWith(ban), reader, 1)).to.deep.equal(holds ? [ban] : []);
    });
  }

  it('that is a ban is told in plain words; a mute is told to nobody', () => {
    expect(() => assertNotBanned([ban])).to.throw('until further notice. The reason: Threats.');
    expect(() => assertNotBanned([{ ...ban, kind: 'mute' }])).not.to.throw();
  });
});
