import type { DecisionResult } from '@parley/contracts/objects';
import { expect } from 'chai';
import { onEveryCombination } from '../harness/combinations.ts';
import { guest, type Person } from '../harness/people.ts';
import { expectRefusal } from '../harness/refusals.ts';
import { SITE } from '../harness/service.ts';
import { anotherSite, staff } from '../harness/staff.ts';

const MINUTE_MS = 60_000;

onEveryCombination('Appeals and statistics', (service, last) => {
  it('the author of a rejected comment is told why, and may ask for a second look once', async () => {
    const mod = await service().moderator();
    const alice = await service().guest('alice', last);
    const bob = await service().guest('bob');
    const { id, thread } = await alice.post('appeal', 'You cannot be serious.');
    await expectRefusal('conflict', alice.api.appeal(id, 'Nothing is wrong yet.'));
    await decideOne(mod, { item: id, version: 0, action: 'reject', reason: 'It attacks a person.' });
    const [mine] = (await alice.api.getMine(thread)).comments;
    expect(mine).to.include({ status: 'rejected', reason: 'It attacks a person.', appeal: 'possible' });

    const words = 'It quotes the article.';
    expect(await alice.api.appeal(id, words)).to.include({
      appeal: 'waiting',
      reason: 'It attacks a person.',
    });
    expect(await alice.api.appeal(id, words), 'a retry').to.include({ appeal: 'waiting' });
    await expectRefusal('conflict', alice.api.appeal(id, 'And another thing.'));
    await expectRefusal('not-found', bob.api.appeal(id, 'I agree.'));

    const { items } = await mod.api.listQueue({ site: SITE, state: 'escalated', reason: 'appeal' });
    expect(items.map((item) => item.id)).to.deep.equal([id]);
    const { events, item } = await mod.api.getItem(id);
    expect(events.at(-1)).to.deep.include({ kind: 'appealed', note: words });
    await decideOne(mod, { item: id, version: item.version, action: 'approve' });
    expect((await bob.api.getComment(id)).comment.status).to.equal('published');
  });

  it('a second look that ends in the same answer is the last', async () => {
    const mod = await service().moderator();
    const alice = await service().guest('alice', last);
    const { id } = await alice.post('appeal-lost', 'You cannot be serious.');
    await decideOne(mod, { item: id, version: 0, action: 'reject' });
    await alice.api.appeal(id, 'Please.');
    const { item } = await mod.api.getItem(id);
    await decideOne(mod, { item: id, version: item.version, action: 'reject' });
    expect((await alice.api.getComment(id)).comment).to.include({ status: 'rejected', appeal: 'answered' });
    await expectRefusal('conflict', alice.api.appeal(id, 'Once more.'));
  });

  it('ten appeals at once are one', async () => {
    const mod = await service().moderator();
    const alice = await service().guest('alice', last);
    const { id } = await alice.post('appeal-once', 'You cannot be serious.');
    await decideOne(mod, { item: id, version: 0, action: 'reject' });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, (_, index) => alice.api.appeal(id, `Appeal ${index}.`)),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).to.have.length(1);
    const { events } = await mod.api.getItem(id);
    expect(events.filter(({ kind }) => kind === 'appealed')).to.have.length(1);
  });

  it('statistics count what came in, how long it waited, who decided, and what was overturned', async () => {
    const site = await anotherSite(service());
    const kim = await staff(service(), { name: 'Kim', role: 'lead', sites: [site] });
    const lea = await staff(service(), { name: 'Lea', role: 'lead', sites: [site] });
    const ids: string[] = [];
    for (let number = 0; number < 6; number += 1) ids.push(await held(service().url, site, number));
    service().clock.move(10 * MINUTE_MS);
    const first = await decideOne(kim, { item: ids[0] as string, version: 1, action: 'reject' });
    await decideOne(kim, { item: ids[1] as string, version: 1, action: 'approve' });
    service().clock.move(20 * MINUTE_MS);
    await decideOne(lea, { item: ids[2] as string, version: 1, action: 'spam' });
    await decideOne(lea, { item: ids[3] as string, version: 1, action: 'approve' });
    await decideOne(lea, { item: ids[4] as string, version: 1, action: 'escalate' });
    await decideOne(lea, { item: ids[3] as string, version: 2, action: 'reopen' });
    await kim.api.undo(first.event?.id as string);

    const stats = await kim.api.getStats({ site, days: 1 });
    expect(stats).to.deep.include({
      isComplete: true,
      inbound: 6,
      backlog: { open: 3, escalated: 1 },
      decided: 4,
      reopenRate: 1 / 4,
      overturnRate: 1 / 4,
    });
    expect(minutes(stats.medianMs)).to.equal(10);
    expect(minutes(stats.p95Ms)).to.equal(30);
    const [only, ...others] = stats.byReason;
    expect(others).to.deep.equal([]);
    expect(only).to.deep.include({ reason: 'suspect-word', inbound: 6, decided: 4, overturned: 1 });
    const [place] = stats.bySite;
    expect(place).to.deep.include({ site, inbound: 6, backlog: { open: 3, escalated: 1 }, decided: 4 });
    const people = stats.byModerator.map(({ name, decided, overturned, medianMs }) => [
      name,
      decided,
      overturned,
      minutes(medianMs),
    ]);
    expect(people).to.have.deep.members([
      ['Kim', 2, 1, 10],
      ['Lea', 2, 0, 30],
    ]);
    expect(stats.byDay.reduce((sum, day) => sum + day.inbound, 0)).to.equal(6);
    expect(stats.byDay.at(-1)?.backlog).to.equal(4);
    const waited = service().clock.now() - Date.parse(stats.oldestOpenAt as string);
    expect(minutes(waited)).to.equal(30);
    const elsewhere = await staff(service(), { name: 'Sam', role: 'lead', sites: ['elsewhere'] });
    expect(await elsewhere.api.getStats({ site })).to.deep.include({
      inbound: 0,
      decided: 0,
      oldestOpenAt: null,
    });
  });

  it('the rules are tried on a text without keeping anything', async () => {
    const mod = await service().moderator();
    const trial = await mod.api.tryScreening(SITE, 'What an ІDIOТ.');
    expect(trial.verdict).to.equal('hold');
    expect(trial.folded).to.equal('what an idiot');
    expect(trial.findings.map(({ rule }) => rule)).to.deep.equal(['suspect-word']);
    expect(await mod.api.tryScreening(SITE, 'A calm remark.')).to.deep.include({
      verdict: 'publish',
      findings: [],
    });
  });

  it('rules that are not saved yet are tried as well, and hold for nobody', async () => {
    const mod = await service().moderator();
    const text = 'What an idiot, the ferrymen say.';
    const tried = await mod.api.tryScreening(SITE, text, { bannedWords: ['ferry*'], suspectWords: [] });
    expect(tried.verdict).to.equal('reject');
    expect(tried.findings.map(({ rule }) => rule)).to.deep.equal(['banned-word']);
    expect((await mod.api.tryScreening(SITE, text, { suspectWords: [] })).verdict).to.equal('publish');
    expect((await mod.api.tryScreening(SITE, text)).verdict).to.equal('hold');
    for (const settings of [{ bannedWords: ['**'] }, { guests: false }, { premoderation: 'some' }]) {
      const refusal = await mod.api.tryScreening(SITE, text, settings as object).catch((error) => error);
      expect(refusal.code, JSON.stringify(settings)).to.equal('validation-failed');
      expect(refusal.errors[0].pointer).to.match(/^\/settings/);
    }
  });
});

async function held(url: string, site: string, number: number): Promise<string> {
  const alice = await guest(url, site, `alice ${number}`);
  const comment = await alice.post(`page-${number}`, 'What an idiot.');
  expect(comment.status).to.equal('held');
  return comment.id;
}

function minutes(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms / MINUTE_MS);
}

async function decideOne(who: Person, decision: Parameters<Person['api']['decide']>[0][number]) {
  const { results } = await who.api.decide([decision]);
  return results[0] as DecisionResult;
}
