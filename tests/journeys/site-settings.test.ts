import type { SiteSettings } from '@parley/contracts/site-settings';
import { verifyLog } from '@parley/core/moderation/verify-log';
import { expect } from 'chai';
import { onEveryCombination } from '../harness/combinations.ts';
import { elsewhere, type Person } from '../harness/people.ts';
import { expectRefusal } from '../harness/refusals.ts';
import { type Node, SITE } from '../harness/service.ts';
import { staff } from '../harness/staff.ts';
import { waitFor } from '../harness/wait-for.ts';

onEveryCombination('The settings of a site', (service, last) => {
  let lead: Person;
  before('a lead signs in', async () => {
    lead = await staff(service(), { name: 'Lea', role: 'lead', sites: [SITE] });
  });

  it('are changed one by one, at once for everybody on every node', async () => {
    const there = elsewhere(lead, (service().nodes[last] as Node).url, SITE);
    const alice = await service().guest('alice', last);
    await alice.post('settings', 'Good evening.');
    const url = `${(service().nodes[last] as Node).url}/v1/threads?site=${SITE}&key=settings`;
    const etag = (await fetch(url)).headers.get('etag') as string;
    const { version, settings } = await lead.api.getSettings(SITE);
    expect(settings).to.include({ votes: 'up-down', captcha: 'off', hasAkismetKey: false });

    const changed = await lead.api.changeSettings(SITE, {
      version,
      settings: { maxLength: 30, votes: 'off', bannedWords: ['ferr*'], slowModeSeconds: 60 },
    });
    expect(changed.version).to.equal(version + 1);
    expect(changed.changed?.by.name).to.equal('Lea');
    expect(changed.settings).to.deep.equal({
      ...settings,
      maxLength: 30,
      votes: 'off',
      bannedWords: ['ferr*'],
      slowModeSeconds: 60,
    });
    expect(await there.api.getSettings(SITE)).to.deep.equal(changed);
    const seen = await waitFor('the other node to know', async () => {
      const response = await fetch(url, { headers: { 'if-none-match': etag } });
      return response.status === 200 && ((await response.json()) as { thread: { settings: object } }).thread;
    });
    expect(seen.settings).to.include({ maxLength: 30, votes: 'off', slowModeSeconds: 60 });
    await expectRefusal('rate-limited', alice.post('settings', 'And again.'));
    await expectRefusal('comment-refused', alice.post('elsewhere', 'The Ferries!'));
    await expectRefusal(
      'comment-refused',
      alice.post('elsewhere', 'Much, much longer than thirty.'.repeat(2)),
    );

    const back = { ...pick(settings), slowModeSeconds: 0 };
    await lead.api.changeSettings(SITE, { version: changed.version, settings: back });
  });

  it('have one winner: the other is told who, and how they are now; the same again is no change', async () => {
    const owner = await service().moderator(last);
    const { version } = await lead.api.getSettings(SITE);
    const won = await lead.api.changeSettings(SITE, { version, settings: { trustedAfter: 7 } });
    const lost = await expectRefusal(
      'conflict',
      owner.api.changeSettings(SITE, { version, settings: { trustedAfter: 9, guests: false } }),
    );
    expect(lost.message).to.contain('Lea');
    expect(lost.current).to.deep.equal(won);
    const again = await lead.api.changeSettings(SITE, { version, settings: { trustedAfter: 7 } });
    expect(again, 'an answer that was lost is asked for again').to.deep.equal(won);

    const at = won.version;
    const outcomes = await Promise.allSettled(
      [10, 11, 12, 13].map((trustedAfter, index) =>
        (index % 2 ? lead : owner).api.changeSettings(SITE, { version: at, settings: { trustedAfter } }),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).to.have.length(1);
    expect((await lead.api.getSettings(SITE)).version).to.equal(at + 1);
  });

  it('are refused with every fault named, and nothing is changed', async () => {
    const before = await lead.api.getSettings(SITE);
    const refused = async (settings: object) => {
      const wanted = settings as Parameters<typeof lead.api.changeSettings>[1]['settings'];
      const call = lead.api.changeSettings(SITE, { version: before.version, settings: wanted });
      const { errors } = await expectRefusal('validation-failed', call);
      return errors.map(({ pointer }) => pointer);
    };
    expect(
      await refused({
        maxLength: 1,
        maxDepth: 1_000,
        votes: 'sideways',
        bannedWords: ['fine', '**', 'x'.repeat(81)],
        classifierUrl: 'ftp://classifier.example/',
        akismetKey: 'two words and more',
        wonders: true,
      }),
    ).to.have.members([
      '/settings/maxLength',
      '/settings/maxDepth',
      '/settings/votes',
      '/settings/bannedWords/1',
      '/settings/bannedWords/2',
      '/settings/classifierUrl',
      '/settings/akismetKey',
      '/settings/wonders',
    ]);
    expect(await refused({ suspectWords: Array.from({ length: 501 }, (_, n) => `word ${n}`) })).to.deep.equal(
      ['/settings/suspectWords'],
    );
    expect(await refused({ classifierUrl: 'https://classifier.example/' })).to.deep.equal([
      '/settings/classifierSecret',
    ]);
    expect(await refused({})).to.deep.equal(['/settings']);
    expect(await lead.api.getSettings(SITE)).to.deep.equal(before);
  });

  it('keep secrets to themselves, in answers and in the log', async () => {
    const { version } = await lead.api.getSettings(SITE);
    const kept = await lead.api.changeSettings(SITE, {
      version,
      settings: { akismetKey: 'abcdef123456', classifierSecret: 'hush-hush-hush' },
    });
    expect(kept.settings).to.include({ hasAkismetKey: true, hasClassifierSecret: true });
    const gone = await lead.api.changeSettings(SITE, {
      version: kept.version,
      settings: { akismetKey: null, classifierSecret: null },
    });
    expect(gone.settings).to.include({ hasAkismetKey: false, hasClassifierSecret: false });
    const log = await lead.api.listLog({ site: SITE });
    expect(JSON.stringify([kept, gone, log, service().log.lines]))
      .not.to.contain('abcdef123456')
      .and.not.to.contain('hush-hush-hush');
    expect(log.acts[0]).to.deep.include({
      kind: 'settings-changed',
      before: { akismetKey: 'set', classifierSecret: 'set' },
      after: { akismetKey: null, classifierSecret: null },
    });
  });

  it('are seen within seconds by a node that did not hear of the change', async () => {
    const { store } = (service().nodes[0] as Node).running;
    const { url, running } = service().nodes[last] as Node;
    const site = (await store.sites.list()).find(({ id }) => id === SITE);
    if (site === undefined) throw new Error('expected the site');
    await store.sites.put({
      ...site,
      settings: { ...site.settings, maxLength: 4_321 },
      settingsVersion: site.settingsVersion + 1,
    });
    await running.sites.find(SITE);
    service().clock.move(6_000);
    await waitFor('the node to read them again', async () => {
      const { thread } = await elsewhere(lead, url, SITE).api.openThread({ site: SITE, key: 'healed' });
      return thread.settings.maxLength === 4_321;
    });
  });

  it('and all else that leads do is in the log of the site, chained with the decisions', async () => {
    const alice = await service().guest('Alice', last);
    const { id, thread } = await alice.post('acts', 'Good evening.');
    await lead.api.updateThread(thread, { state: 'closed', premoderation: 'all' });
    await lead.api.updateThread(thread, { state: 'closed' });
    await lead.api.pin(id, true);
    await lead.api.pin(id, true);
    await lead.api.pin(id, false);
    const { sanction } = await lead.api.sanction(alice.id, {
      kind: 'mute',
      reason: 'A troll.',
      removeDays: 1,
    });
    await lead.api.liftSanction(alice.id, sanction.id);
    await lead.api.liftSanction(alice.id, sanction.id);
    const { acts, events } = await lead.api.listLog({ site: SITE });
    const own = acts.filter(({ subject }) => [id, thread, alice.id].includes(subject.id));
    const facts = {
      sanction: sanction.id,
      kind: 'mute',
      until: null,
      everywhere: false,
      removal: sanction.removal,
    };
    expect(own.map(({ kind, before, after, reason }) => [kind, before, after, reason])).to.deep.equal([
      ['sanction-lifted', facts, {}, null],
      ['author-sanctioned', {}, { ...facts, removeDays: 1 }, 'A troll.'],
      ['comment-unpinned', { pinned: true }, { pinned: false }, null],
      ['comment-pinned', { pinned: false }, { pinned: true }, null],
      [
        'thread-updated',
        { state: 'open', premoderation: null },
        { state: 'closed', premoderation: 'all' },
        null,
      ],
    ]);
    expect(new Set(own.map(({ actor }) => actor.name))).to.deep.equal(new Set(['Lea']));
    expect(events[0]).to.deep.include({ kind: 'reject', item: id, bulk: sanction.removal });

    const { store } = (service().nodes[0] as Node).running;
    const { sites, findings } = await verifyLog({ store });
    expect(findings).to.deep.equal([]);
    const verified = sites.find(({ site }) => site === SITE)?.events ?? 0;
    expect(await countLog(lead.api.listLog)).to.equal(verified);
  });

  it('are for leads and owners of the site', async () => {
    const kim = await staff(service(), { name: 'Kim', role: 'moderator', sites: [SITE] });
    await expectRefusal('forbidden', kim.api.getSettings(SITE));
    await expectRefusal('not-found', (await service().moderator()).api.getSettings('nowhere'));
  });
});

/** How many entries the log has, read slice by slice to its end; none comes twice. */
async function countLog(
  listLog: (query: { site: string; after?: string }) => Promise<{
    events: { id: string; at: string }[];
    acts: { id: string; at: string }[];
    next: string | null;
  }>,
): Promise<number> {
  const seen = new Set<string>();
  let count = 0;
  let after: string | null = null;
  do {
    const slice = await listLog({ site: SITE, ...(after === null ? {} : { after }) });
    for (const { id } of [...slice.events, ...slice.acts]) seen.add(id);
    count += slice.events.length + slice.acts.length;
    after = slice.next;
  } while (after !== null);
  expect(seen.size).to.equal(count);
  return count;
}

function pick({ maxLength, votes, bannedWords }: SiteSettings['settings']) {
  return { maxLength, votes, bannedWords };
}
