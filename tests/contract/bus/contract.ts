import { randomUUID } from 'node:crypto';
import type { EventBus } from '@parley/core/ports/event-bus';
import { expect } from 'chai';
import { waitFor } from '../../harness/wait-for.ts';

/** What every bus promises. `open` answers a bus that is up; buses of one test hear one another. */
export function describeBus(name: string, open: () => Promise<EventBus>): void {
  describe(`the bus contract on ${name}`, () => {
    let bus: EventBus;
    const channel = () => `thread:${randomUUID()}`;

    beforeEach(async () => {
      bus = await open();
    });
    afterEach(() => bus.close());

    it('brings a message to every subscriber of its channel and to no other', async () => {
      const [here, elsewhere] = [channel(), channel()];
      const heard: string[] = [];
      await bus.subscribe(here, (message) => heard.push(`first ${message}`));
      await bus.subscribe(here, (message) => heard.push(`second ${message}`));
      await bus.subscribe(elsewhere, (message) => heard.push(`elsewhere ${message}`));
      await bus.publish(here, 'hello');
      await waitFor('both subscribers to hear', () => heard.length === 2);
      await bus.publish(elsewhere, 'end');
      await waitFor('the other channel', () => heard.length === 3);
      expect(heard).to.deep.equal(['first hello', 'second hello', 'elsewhere end']);
    });

    it('keeps messages of one publisher in order', async () => {
      const here = channel();
      const heard: string[] = [];
      await bus.subscribe(here, (message) => heard.push(message));
      const sent = Array.from({ length: 200 }, (_, index) => String(index));
      await Promise.all(sent.map((message) => bus.publish(here, message)));
      await waitFor('all messages', () => heard.length === sent.length);
      expect(heard).to.deep.equal(sent);
    });

    it('carries any text unchanged', async () => {
      const here = channel();
      const heard: string[] = [];
      await bus.subscribe(here, (message) => heard.push(message));
      const text = JSON.stringify({ html: '<p>naïve — 日本語 🙂\r\n\u0000</p>', long: 'x'.repeat(100_000) });
      await bus.publish(here, text);
      await waitFor('the message', () => heard.length === 1);
      expect(heard[0]).to.equal(text);
    });

    it('is silent after leaving, while others go on hearing', async () => {
      const here = channel();
      const heard: string[] = [];
      const leave = await bus.subscribe(here, () => heard.push('left'));
      await bus.subscribe(here, () => heard.push('stayed'));
      await leave();
      await leave();
      await bus.publish(here, 'one');
      await waitFor('the one that stayed', () => heard.length > 0);
      expect(heard).to.deep.equal(['stayed']);
    });

    it('hears again after the last subscriber left and a new one came', async () => {
      const here = channel();
      const heard: string[] = [];
      const leave = await bus.subscribe(here, () => heard.push('old'));
      const left = leave();
      await bus.subscribe(here, () => heard.push('new'));
      await left;
      await bus.publish(here, 'one');
      await waitFor('the new subscriber', () => heard.length > 0);
      expect(heard).to.deep.equal(['new']);
    });

    it('lets the same function subscribe twice and leave once', async () => {
      const here = channel();
      let heard = 0;
      const listener = () => {
        heard += 1;
      };
      const leave = await bus.subscribe(here, listener);
      await bus.subscribe(here, listener);
      await leave();
      await bus.publish(here, 'one');
      await waitFor('the remaining subscription', () => heard > 0);
      expect(heard).to.equal(1);
    });

    it('goes on when a listener throws', async () => {
      const here = channel();
      const heard: string[] = [];
      await bus.subscribe(here, () => {
        throw new Error('a listener at fault');
      });
      await bus.subscribe(here, (message) => heard.push(message));
      await bus.publish(here, 'one');
      await bus.publish(here, 'two');
      await waitFor('both messages', () => heard.length === 2);
    });

    it('accepts messages that nobody hears', async () => {
      await bus.publish(channel(), 'into the void');
    });

    it('says that it is up, and refuses to publish once it is closed', async () => {
      expect(bus.state()).to.equal('up');
      await bus.close();
      expect(bus.state()).to.equal('down');
      const refused = await bus.publish(channel(), 'late').then(
        () => false,
        () => true,
      );
      expect(refused).to.equal(true);
    });
  });
}
