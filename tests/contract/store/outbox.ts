import type { OutboxRecord } from '@parley/core/ports/outbox-store';
import { expect } from 'chai';
import { sortableId } from '../../harness/records.ts';
import type { GetStore } from './arrange.ts';

/** Long before everything else that a store is asked to keep here, so that what is due is what a test put. */
let moment = 1;

export function describeOutbox(getStore: GetStore): void {
  describe('the outbox', () => {
    it('takes a message once for each id, for good', async () => {
      const { outbox } = getStore();
      const message = aMessage();
      const puts = await Promise.all(Array.from({ length: 5 }, () => outbox.put(message)));
      expect(puts.filter((isNew) => isNew)).to.have.length(1);
      expect(await outbox.find(message.id)).to.deep.equal(message);
      const [taken] = await outbox.take(message.dueAt, 1_000, 1);
      await outbox.settle(message.id, taken?.attempts ?? 0, { state: 'sent' });
      expect(await outbox.put(message)).to.equal(false);
      expect(await outbox.find(message.id)).to.include({ state: 'sent', content: null, attempts: 1 });
      expect(await outbox.take(message.dueAt + 5_000, 1_000, 10)).to.deep.equal([]);
      expect(await outbox.find('unknown')).to.equal(null);
    });

    it('gives what is due to one taker, and to another when that one is silent for too long', async () => {
      const { outbox } = getStore();
      const [late, early] = [aMessage(), aMessage()];
      await outbox.put(late);
      await outbox.put({ ...early, dueAt: late.dueAt - 1 });
      expect(await outbox.take(late.dueAt - 2, 100, 10)).to.deep.equal([]);
      const taken = await Promise.all([1, 2, 3].map(() => outbox.take(late.dueAt, 100, 10)));
      expect(taken.flat().map(({ id }) => id)).to.have.members([early.id, late.id]);
      expect(taken.flat()).to.have.length(2);
      expect(await outbox.take(late.dueAt + 99, 100, 10)).to.deep.equal([]);
      const again = await outbox.take(late.dueAt + 100, 100, 1);
      expect(again).to.have.length(1);
      expect(again[0]?.attempts).to.equal(2);
      // The first taker was only slow: what it says now counts no more.
      expect(await outbox.settle(again[0]!.id, 1, { state: 'failed' })).to.equal(false);
      expect(await outbox.settle(again[0]!.id, 2, { state: 'sent' })).to.equal(true);
      expect(await outbox.settle(again[0]!.id, 2, { retryAt: 1, unconfirmed: 0 })).to.equal(false);
      await outbox.forget(early.ticket as string);
      await outbox.forget(late.ticket as string);
    });

    it('keeps what is to be tried again until it is due', async () => {
      const { outbox } = getStore();
      const message = aMessage();
      await outbox.put(message);
      await outbox.take(message.dueAt, 100, 1);
      await outbox.settle(message.id, 1, { retryAt: message.dueAt + 500, unconfirmed: 0 });
      expect(await outbox.take(message.dueAt + 499, 100, 1)).to.deep.equal([]);
      const [again] = await outbox.take(message.dueAt + 500, 100, 1);
      expect(again).to.deep.include({ id: message.id, attempts: 2, content: message.content });
      await outbox.settle(message.id, 2, { state: 'failed' });
    });

    it('notes a hand-over of whoever has it, and of nobody else, until it is known how that ended', async () => {
      const { outbox } = getStore();
      const message = aMessage();
      await outbox.put(message);
      const [first] = await outbox.take(message.dueAt, 100, 1);
      expect(await outbox.handOver(first!)).to.equal(true);
      // It died; the next knows that it may have been sent.
      const [second] = await outbox.take(message.dueAt + 100, 100, 1);
      expect(second).to.deep.include({ id: message.id, attempts: 2, unconfirmed: 1 });
      expect(await outbox.handOver(first!), 'it was only slow').to.equal(false);
      expect(await outbox.handOver(second!)).to.equal(true);
      const retryAt = message.dueAt + 500;
      expect(await outbox.settle(message.id, 2, { retryAt, unconfirmed: 1 })).to.equal(true);
      expect(await outbox.handOver(second!), 'it gave up').to.equal(false);
      const [third] = await outbox.take(retryAt, 100, 1);
      expect(third).to.deep.include({ attempts: 3, unconfirmed: 1, content: message.content });
      await outbox.forget(message.ticket as string);
      expect(await outbox.handOver(third!), 'its reader had it deleted').to.equal(false);
    });

    it('lists what there is for a group and for a ticket, forgets a ticket, and purges the old', async () => {
      const { outbox } = getStore();
      const [first, second] = [aMessage(), aMessage()];
      const both = { group: `group-${sortableId()}`, ticket: sortableId() };
      await outbox.put({ ...first, ...both });
      await outbox.put({ ...second, ...both });
      const ids = (messages: OutboxRecord[]) => messages.map(({ id }) => id);
      expect(ids(await outbox.listFor(both.group, 10))).to.deep.equal([second.id, first.id]);
      expect(ids(await outbox.listFor(both.group, 1))).to.deep.equal([second.id]);
      expect(ids(await outbox.listForTicket(both.ticket, 10))).to.deep.equal([second.id, first.id]);
      expect(await outbox.forget(both.ticket)).to.equal(2);
      expect(await outbox.listFor(both.group, 10)).to.deep.equal([]);
      const alert = { ...aMessage(), kind: 'alert' as const, ticket: null, group: both.group };
      await outbox.put(alert);
      expect(await outbox.listFor(both.group, 10), 'an alert is no answer').to.deep.equal([]);
      expect(await outbox.find(alert.id)).to.deep.equal(alert);
      const old = { ...aMessage(), at: 0, state: 'sent' as const };
      await outbox.put(old);
      expect(await outbox.purge(1, 10)).to.equal(1);
      expect(await outbox.find(old.id)).to.equal(null);
    });
  });
}

function aMessage(): OutboxRecord {
  moment += 10_000;
  return {
    id: sortableId(),
    kind: 'answer',
    site: 'gazette',
    group: 'group',
    ticket: sortableId(),
    by: { id: 'mia', name: 'Mia', kind: 'moderator' },
    content: { to: 'bob@reader.example', subject: 'Your report', text: 'It is mended.' },
    state: 'waiting',
    attempts: 0,
    unconfirmed: 0,
    dueAt: moment,
    at: moment,
  };
}
