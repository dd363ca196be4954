import { expect } from 'chai';
import { KEYS, keyOf } from '../../../services/console/src/keyboard/key-table.ts';
import {
  type Prefix,
  readKey,
  SECOND_KEY_WITHIN_MS,
} from '../../../services/console/src/keyboard/read-key.ts';

describe('the keys of the console', () => {
  it('gives each key one meaning', () => {
    const presses = KEYS.map((key) => key.press);
    expect(new Set(presses).size).to.equal(presses.length);
  });

  it('never lets a second key begin like a key of its own', () => {
    const firsts = KEYS.filter((key) => key.press.includes(' ')).map((key) => key.press.split(' ')[0]);
    expect(KEYS.map((key) => key.press)).to.not.include.members([...new Set(firsts)]);
  });

  it('reads a single key', () => {
    expect(press(null, 'a').command).to.equal('approve');
    expect(press(null, 'y').command).to.equal(null);
  });

  it('reads two keys one after another', () => {
    const { prefix, command } = press(null, 'g', { at: 1_000 });
    expect(command).to.equal(null);
    expect(press(prefix, 'i', { at: 1_200 }).command).to.equal('go-issues');
  });

  it('never decides by the second of two keys', () => {
    const { prefix } = press(null, 'g');
    expect(press(prefix, 'x', { at: 100 })).to.deep.equal({ prefix: null, command: null });
    expect(press(prefix, 's', { at: 100 }).command).to.equal('go-statistics');
    expect(press(prefix, 'a', { at: 100 }).command).to.equal(null);
  });

  it('forgets a first key after a moment', () => {
    const { prefix } = press(null, 'g');
    const late = press(prefix, 'e', { at: SECOND_KEY_WITHIN_MS + 1 });
    expect(late.command).to.equal('escalate');
  });

  it('decides once however long a key is held down, and walks on and on', () => {
    for (const key of ['a', 'r', 's', 'e', 'u', 'p']) {
      expect(press(null, key, { isRepeat: true }).command, key).to.equal(null);
    }
    expect(press(null, 'j', { isRepeat: true }).command).to.equal('next');
  });

  it('leaves keys with a modifier to the browser', () => {
    expect(press(null, 'r', { hasModifier: true }).command).to.equal(null);
  });

  it('names the first key of a command', () => {
    expect(keyOf('open')).to.equal('Enter');
    expect(keyOf('go-log')).to.equal('g l');
  });
});

function press(prefix: Prefix, key: string, given: Partial<Parameters<typeof readKey>[1]> = {}) {
  return readKey(prefix, { key, isRepeat: false, hasModifier: false, at: 0, ...given });
}
