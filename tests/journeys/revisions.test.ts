import { REVISIONS_MAX } from '@parley/contracts/limits';
import { expect } from 'chai';
import { onEveryCombination } from '../harness/combinations.ts';
import { expectRefusal } from '../harness/refusals.ts';
import { anotherSite, staff } from '../harness/staff.ts';

onEveryCombination('The revisions of a comment', (service, last) => {
  it('are shown to moderators of its site with text, safe HTML and time, the one it has last', async () => {
    const mod = await service().moderator(last);
    const alice = await service().guest('alice');
    const { id, createdAt } = await alice.post('revisions', 'The *ferries* were quicker.');
    service().clock.move(1_000);
    const { editedAt } = await alice.api.editComment(
      id,
      'The ferries <script>alert(1)</script> were slower.',
    );
    service().clock.move(1_000);
    await alice.api.editComment(id, 'No ferries.');

    const { revisions } = await mod.api.listRevisions(id);
    expect(revisions.map(({ rev, source }) => [rev, source])).to.deep.equal([
      [1, 'The *ferries* were quicker.'],
      [2, 'The ferries <script>alert(1)</script> were slower.'],
      [3, 'No ferries.'],
    ]);
    expect(revisions.map(({ at }) => at).slice(0, 2)).to.deep.equal([createdAt, editedAt]);
    expect(revisions[0]?.html).to.equal('<p>The <em>ferries</em> were quicker.</p>');
    expect(revisions[1]?.html).to.contain('&lt;script&gt;');
  });

  it('of a comment that was never edited are the one it has, held or not', async () => {
    const mod = await service().moderator(last);
    await service().configure({ suspectWords: ['scum'] });
    const alice = await service().guest('alice');
    const { id, status } = await alice.post('revisions', 'What scum.');
    expect(status).to.equal('held');
    expect((await mod.api.listRevisions(id)).revisions.map(({ source }) => source)).to.deep.equal([
      'What scum.',
    ]);
  });

  it('are the latest ones of a comment that was edited very often', async () => {
    const mod = await service().moderator(last);
    const alice = await service().guest('alice');
    const { id } = await alice.post('revisions', 'Text 1');
    for (let turn = 2; turn <= REVISIONS_MAX + 1; turn += 1) await alice.api.editComment(id, `Text ${turn}`);
    const { revisions } = await mod.api.listRevisions(id);
    expect(revisions).to.have.length(REVISIONS_MAX);
    expect([revisions[0]?.rev, revisions.at(-1)?.source]).to.deep.equal([2, `Text ${REVISIONS_MAX + 1}`]);
  });

  it('are gone once its author has deleted it, and are not there for anybody else', async () => {
    const mod = await service().moderator(last);
    const alice = await service().guest('alice');
    const { id } = await alice.post('revisions', 'Before');
    await alice.api.editComment(id, 'After');
    await expectRefusal('not-found', (alice.api as typeof mod.api).listRevisions(id));
    const elsewhere = await staff(service(), {
      name: 'Sam',
      role: 'lead',
      sites: [await anotherSite(service())],
    });
    await expectRefusal('not-found', elsewhere.api.listRevisions(id));
    expect((await mod.api.listRevisions(id)).revisions).to.have.length(2);
    await alice.api.deleteComment(id);
    expect((await mod.api.listRevisions(id)).revisions).to.deep.equal([]);
  });
});
