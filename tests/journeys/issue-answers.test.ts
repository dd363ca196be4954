import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { MAIL_STEPS, type MailServer, startMailServer } from '../harness/mail-server.ts';
import type { Person } from '../harness/people.ts';
import { expectRefusal } from '../harness/refusals.ts';
import { type Service, SITE, startService } from '../harness/service.ts';
import { waitFor } from '../harness/wait-for.ts';

const HOUR_MS = 3_600_000;
/** Whoever is silent for so long is followed; and that long at most the first repeat waits. */
const FOLLOWED_MS = 5 * 60_000;

describe('Answers to readers who reported an issue', () => {
  let server: MailServer;
  let service: Service;
  let mod: Person;
  before(async () => {
    server = await startMailServer();
    service = await startService({ env: { MAIL_URL: `${server.url}/?from=help@gazette.example` } });
    mod = await service.moderator();
  });
  beforeEach(() => {
    server.behave('takes');
    server.dieAt(null);
    server.arrived.length = 0;
  });
  after(async () => {
    await service.stop();
    await server.close();
  });

  async function reported(by: Service = service, email = 'bob@reader.example') {
    const ticket = randomUUID();
    const person = by === service ? mod : await by.moderator();
    await person.api.reportIssue({
      ticket,
      site: SITE,
      page: 'https://gazette.example/ferry',
      message: 'The button does nothing.',
      email,
      diagnosis: [ticket],
    });
    await by.settle();
    const group = (await person.api.listIssues()).groups.find((one) => one.diagnosis[0] === ticket)!;
    return { ticket, group: group.id };
  }
  const answer = (ticket: string, text = 'It is mended; please reload.') => ({
    key: randomUUID(),
    ticket,
    text,
  });

  it('arrive once however often they are sent, and the log says who answered', async () => {
    const { ticket, group } = await reported();
    const sent = answer(ticket);
    const detail = await mod.api.answerReader(group, sent);
    expect(detail.hasMail).to.equal(true);
    expect(detail.answers[0]).to.include({ ticket, by: 'mod' });
    await mod.api.answerReader(group, sent);
    await service.settle();
    await service.settle();
    await mod.api.answerReader(group, sent);
    await service.settle();
    expect(server.arrived).to.have.length(1);
    const { to, from, raw } = server.arrived[0]!;
    const text = raw.replaceAll('=\r\n', '');
    expect([to, from]).to.deep.equal([['bob@reader.example'], 'help@gazette.example']);
    expect(text).to.include('It is mended; please reload.').and.include('> The button does nothing.');
    expect(text).to.include(`${service.url}/h/${ticket}`);
    const after = await mod.api.getIssueGroup(group);
    expect(after.answers[0]).to.include({ state: 'sent', attempts: 1 });
    expect(after.events.map(({ kind }) => kind)).to.deep.equal(['answered']);
    expect(await service.nodes[0]!.running.store.outbox.find(sent.key)).to.include({ content: null });
  });

  it('are tried again while the server is busy, and given up when it refuses', async () => {
    const busy = await reported();
    server.behave('is busy');
    await mod.api.answerReader(busy.group, answer(busy.ticket));
    await service.settle();
    await service.settle();
    const waiting = (await mod.api.getIssueGroup(busy.group)).answers[0];
    expect(waiting).to.include({ state: 'waiting', attempts: 1 });
    server.behave('takes');
    service.clock.move(HOUR_MS);
    await service.settle();
    expect((await mod.api.getIssueGroup(busy.group)).answers[0]).to.include({ state: 'sent', attempts: 2 });
    const refused = await reported();
    server.behave('refuses');
    await mod.api.answerReader(refused.group, answer(refused.ticket));
    await service.settle();
    expect((await mod.api.getIssueGroup(refused.group)).answers[0]).to.include({
      state: 'failed',
      attempts: 1,
    });
    expect(server.arrived).to.have.length(1);
  });

  it('arrive once wherever the mail server dies before it has the whole mail', async () => {
    for (const step of MAIL_STEPS.filter((one) => one !== 'taken')) {
      server.arrived.length = 0;
      const { ticket, group } = await reported();
      server.dieAt(step);
      await mod.api.answerReader(group, answer(ticket));
      await service.settle();
      expect(server.arrived, step).to.deep.equal([]);
      server.dieAt(null);
      service.clock.move(HOUR_MS);
      await service.settle();
      expect(server.arrived, step).to.have.length(1);
      expect((await mod.api.getIssueGroup(group)).answers[0], step).to.include({
        state: 'sent',
        attempts: 2,
      });
    }
  });

  it('are repeated once, as the same mail, where the mail server dies with the whole of it', async () => {
    const { ticket, group } = await reported();
    server.dieAt('taken');
    await mod.api.answerReader(group, answer(ticket));
    for (let round = 0; round < 4; round += 1) {
      await service.settle();
      service.clock.move(FOLLOWED_MS);
    }
    expect(server.arrived).to.have.length(2);
    expect(server.arrived[1]).to.deep.equal(server.arrived[0]);
    expect((await mod.api.getIssueGroup(group)).answers[0]).to.include({
      state: 'unconfirmed',
      attempts: 2,
    });
  });

  it('whose process dies over them go out twice at most, and end', async () => {
    const { ticket, group } = await reported();
    const { outbox } = service.nodes[0]!.running.store;
    const { settle } = outbox;
    // Nothing that comes after the mail happens any more.
    outbox.settle = () => Promise.reject(new Error('dead'));
    await mod.api.answerReader(group, answer(ticket));
    for (let round = 0; round < 4; round += 1) {
      await service.settle();
      service.clock.move(FOLLOWED_MS);
    }
    expect(server.arrived).to.have.length(2);
    expect(server.arrived[1]).to.deep.equal(server.arrived[0]);
    outbox.settle = settle;
    await service.settle();
    const [told] = (await mod.api.getIssueGroup(group)).answers;
    expect(told).to.include({ state: 'unconfirmed' });

    // Dead before the mail was whole, again and again: it is tried as often as any other, and given up.
    const other = await reported();
    const { handOver } = outbox;
    outbox.handOver = () => Promise.reject(new Error('dead'));
    outbox.settle = () => Promise.reject(new Error('dead'));
    await mod.api.answerReader(other.group, answer(other.ticket));
    for (let round = 0; round < 8; round += 1) {
      await service.settle();
      service.clock.move(FOLLOWED_MS);
    }
    Object.assign(outbox, { handOver, settle });
    await service.settle();
    expect((await mod.api.getIssueGroup(other.group)).answers[0]).to.include({
      state: 'failed',
      attempts: 9,
    });
    expect(server.arrived).to.have.length(2);
  });

  it('leave neither address nor text in the log', async () => {
    const { ticket, group } = await reported();
    server.behave('is busy');
    await mod.api.answerReader(group, answer(ticket, 'A secret word.'));
    await service.settle();
    await mod.api.answerReader(group, answer(ticket, 'A secret word.'));
    server.behave('refuses');
    service.clock.move(HOUR_MS);
    await service.settle();
    const lines = JSON.stringify(service.log.lines);
    expect(lines).to.include('message.undelivered').and.include('issue.answered');
    expect(lines).to.not.include('bob@').and.not.include('secret word').and.not.include('help@');
  });

  it('do not go out when the reader has the report deleted first', async () => {
    const { ticket, group } = await reported();
    server.behave('is busy');
    await mod.api.answerReader(group, answer(ticket));
    await service.settle();
    await mod.api.forgetReport(ticket);
    server.behave('takes');
    service.clock.move(HOUR_MS);
    await service.settle();
    expect(server.arrived).to.deep.equal([]);
    expect((await mod.api.getIssueGroup(group)).answers).to.deep.equal([]);
  });

  it('need an address, a report of the group, and words; and there are only so many', async () => {
    const silent = await reported();
    const anonymous = await (async () => {
      const ticket = randomUUID();
      await mod.api.reportIssue({
        ticket,
        site: SITE,
        page: 'https://gazette.example/',
        diagnosis: [ticket],
      });
      await service.settle();
      const { groups } = await mod.api.listIssues();
      return { ticket, group: groups.find((one) => one.diagnosis[0] === ticket)!.id };
    })();
    await expectRefusal('validation-failed', mod.api.answerReader(anonymous.group, answer(anonymous.ticket)));
    await expectRefusal('not-found', mod.api.answerReader(silent.group, answer(anonymous.ticket)));
    await expectRefusal(
      'validation-failed',
      mod.api.answerReader(silent.group, answer(silent.ticket, ' \n ')),
    );
    const { ticket, group } = await reported();
    for (let count = 0; count < 10; count += 1) await mod.api.answerReader(group, answer(ticket));
    await expectRefusal('validation-failed', mod.api.answerReader(group, answer(ticket)));
  });

  it('are kept through a stop, and sent after the start', async () => {
    const { ticket, group } = await reported();
    server.behave('stalls');
    await mod.api.answerReader(group, answer(ticket));
    server.behave('takes');
    await service.nodes[0]!.restart();
    mod = await service.moderator();
    await service.settle();
    await waitFor('the answer', () => server.arrived.some(({ raw }) => raw.includes(ticket.slice(0, 8))));
  });

  it('without a mail server are logged as not sent, and moderators are told', async () => {
    const bare = await startService();
    const person = await bare.moderator();
    const { ticket, group } = await reported(bare);
    expect((await person.api.getIssueGroup(group)).hasMail).to.equal(false);
    await person.api.answerReader(group, answer(ticket));
    await bare.settle();
    expect((await person.api.getIssueGroup(group)).answers[0]).to.include({ state: 'unsent' });
    const lines = JSON.stringify(bare.log.lines);
    expect(lines).to.include('mail.not-set-up').and.not.include('bob@').and.not.include('mended');
    await bare.stop();
  });
});
