import { mock } from 'node:test';
import { signal } from '@preact/signals';
import { expect } from 'chai';
import { createSettling, SETTLES_AFTER_MS } from '../../../services/console/src/desk/settling.ts';

describe('the item on the screen', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
  afterEach(() => mock.timers.reset());

  it('can be decided on once it has been there for a moment', () => {
    const settling = createSettling(signal('a 1'));
    expect(settling.isSettled.value).to.equal(false);
    mock.timers.tick(SETTLES_AFTER_MS);
    expect(settling.isSettled.value).to.equal(true);
    settling.stop();
  });

  it('cannot be decided on right after another has taken its place, or it has changed', () => {
    const shown = signal<string | null>('a 1');
    const settling = createSettling(shown);
    for (const next of ['b 1', 'b 2']) {
      mock.timers.tick(SETTLES_AFTER_MS);
      expect(settling.isSettled.value).to.equal(true);
      shown.value = next;
      expect(settling.isSettled.value, next).to.equal(false);
    }
    mock.timers.tick(SETTLES_AFTER_MS - 1);
    expect(settling.isSettled.value).to.equal(false);
    settling.stop();
  });

  it('cannot be decided on where there is none, or after what else disturbs', () => {
    const shown = signal<string | null>(null);
    const settling = createSettling(shown);
    mock.timers.tick(SETTLES_AFTER_MS);
    expect(settling.isSettled.value).to.equal(false);
    shown.value = 'a 1';
    mock.timers.tick(SETTLES_AFTER_MS);
    settling.disturb();
    expect(settling.isSettled.value).to.equal(false);
    settling.stop();
  });
});
